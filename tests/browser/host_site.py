"""A shop's own website: another origin than ours, with pages as a test wants them.

At 127.0.0.1 it is another origin of the same site, and a frame has its storage. At localhost it
is another site altogether; Chromium's private windows, which Playwright opens, then forbid the
frame's storage, as Safari may.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class HostSite:
    """Serves the pages that it was given."""

    def __init__(self, name: str = "127.0.0.1") -> None:
        self.name = name
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, headers = site.pages.get(self.path.split("?")[0], ("", {}))
                self.send_response(200 if body else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://{self.name}:{self.port}"

    def page(
        self, path: str, snippet: str, *, head: str = "", body: str = "", **headers: str
    ) -> str:
        """Put a page there; its address."""
        self.pages[path] = (
            f"<!doctype html><html lang='zh'><head><meta charset='utf-8'><title>卫衣 {path}</title>"
            "<meta name='viewport' content='width=device-width, initial-scale=1'>"
            f"<link rel='icon' href='data:,'>{head}</head><body>{body or '<h1>店</h1>'}{snippet}"
            "</body></html>",
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        return self.url + path

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
