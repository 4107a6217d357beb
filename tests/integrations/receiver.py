"""A shop's own system: a real HTTP server on this machine that keeps what it was sent."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 45.0  # seconds; a worker starts slowly beside other work


@dataclass(frozen=True)
class Request:
    """One delivery as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[BaseHTTPRequestHandler], None]


def code(number: int, words: str = "", **headers: str) -> Answer:
    """An answer with this code."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(number)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(words.encode())))
        handler.end_headers()
        handler.wfile.write(words.encode())

    return answer


class Receiver:
    """Answers 200 until told otherwise."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.requests: list[Request] = []
        self.answer = answer or code(200, "ok")
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                receiver.requests.append(Request(self.path, dict(self.headers), body))
                receiver.answer(self)

            def do_GET(self) -> None:
                receiver.requests.append(Request(self.path, dict(self.headers), b""))
                receiver.answer(self)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                """Callers that hang up are part of the tests."""

        self.server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def wait_for(self, count: int) -> list[Request]:
        """The requests, once there are so many."""
        end = time.monotonic() + PATIENCE
        while len(self.requests) < count:
            assert time.monotonic() < end, f"{len(self.requests)} of {count} requests arrived"
            time.sleep(0.01)
        return self.requests

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
