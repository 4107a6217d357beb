"""`manage.py receive_webhooks`: a receiver on this machine, for trying webhooks out."""

import json
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from helpdesk.integrations.signing import is_signed
from helpdesk.kernel.clock import now

PORT = 9310
OLDEST = 300
"""Seconds that a delivery may be under way before it is taken for a replay."""
REMEMBERED = 1000
LONGEST_BODY = 1_000_000


class Command(BaseCommand):
    """Prints what arrives, and says whether its signature holds and whether it came before."""

    help = "Receive webhooks on this machine and print them; Ctrl+C stops it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--secret", default="", help="as it was shown when it was made")
        parser.add_argument("--answer", type=int, default=200, help="the code to answer with")

    def handle(self, *args: Any, **options: Any) -> None:
        server = ThreadingHTTPServer(("127.0.0.1", options["port"]), self._handler(options))
        self.stdout.write(f"http://127.0.0.1:{server.server_address[1]}/helpdesk")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            server.server_close()

    def _handler(self, options: dict[str, Any]) -> type[BaseHTTPRequestHandler]:
        say, seen = self.stdout.write, OrderedDict[str, None]()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), LONGEST_BODY)
                body = self.rfile.read(length)
                say(judged(self.headers, body, options["secret"], seen))
                say(json.dumps(json.loads(body), ensure_ascii=False, indent=2))
                self.send_response(options["answer"])
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """What arrives is printed once, above."""

        return Handler


def judged(headers: Any, body: bytes, secret: str, seen: OrderedDict[str, None]) -> str:
    """One line about a delivery: what, which, signed by us or not, seen before or not."""
    key, timestamp = headers.get("Helpdesk-Delivery", ""), headers.get("Helpdesk-Timestamp", "0")
    words = [headers.get("Helpdesk-Event", "?"), key]
    if secret:
        signed = timestamp.isdecimal() and is_signed(
            headers.get("Helpdesk-Signature", ""),
            secret=secret,
            timestamp=int(timestamp),
            body=body,
        )
        words.append("signature holds" if signed else "SIGNATURE DOES NOT HOLD")
        if signed and abs(now().timestamp() - int(timestamp)) > OLDEST:
            words.append("TOO OLD")
    if key in seen:
        words.append("seen before")
    seen[key] = None
    if len(seen) > REMEMBERED:
        seen.popitem(last=False)
    return " · ".join(words)
