"""`uvicorn helpdesk.embedded.payments.app:application`: the simulated payment service.

From the environment: SIMULATED_PAYMENTS_BOOKS (a file), _SECRET, _CALLBACK (an address or empty).
"""

import asyncio
import hmac
import json
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from .books import Books
from .calling_back import call_back, signature
from .faults import Faults

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Answered = tuple[int, dict[str, Any]]

TOLERANCE_SECONDS = 300


class Service:
    """The whole of it; one per process."""

    def __init__(self, books: Books, secret: str, callback: str) -> None:
        self.books, self.secret, self.callback = books, secret, callback
        self.faults = Faults()
        self._calls: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            body = await _read(receive)
            code, said = await self._answer(scope, body)
            await _reply(send, code, said)

    async def _answer(self, scope: dict[str, Any], body: bytes) -> Answered:
        method, path = scope["method"], scope["path"]
        asked = parse_qs(scope["query_string"].decode())
        try:
            if (method, path) == ("GET", "/healthz"):
                return 200, {"ok": True}
            if (method, path) == ("POST", "/faults"):  # for whoever runs the test: loopback only
                self.faults.told(json.loads(body))
                return 200, vars(self.faults)
            if (method, path) == ("POST", "/decide"):
                return self._decided(json.loads(body))
            if not self._is_signed(scope, body):
                return 401, {"problem": "bad signature"}
            if (method, path) == ("POST", "/refunds"):
                return await self._refund(json.loads(body))
            if (method, path) == ("GET", "/refunds"):
                after = int((asked.get("after") or ["0"])[0] or 0)
                entries, more = self.books.page(float(asked["since"][0]), after)
                return 200, {"refunds": entries, "after": more}
            if method == "GET" and path.startswith("/refunds/"):
                entry = self.books.of(path.removeprefix("/refunds/"))
                return (404, {"problem": "unknown key"}) if entry is None else (200, entry)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            return 400, {"problem": f"unreadable: {problem}"}
        return 404, {"problem": "no such address"}

    async def _refund(self, asked: dict[str, Any]) -> Answered:
        fen = asked["fen"]
        if isinstance(fen, bool) or not isinstance(fen, int) or fen < 1:
            return 422, {"problem": "fen is not a whole number above zero"}
        if self.faults.delay_ms:
            await asyncio.sleep(self.faults.delay_ms / 1000)
        if self.faults.spoils("fail_before"):
            return 500, {"problem": "told to fail"}
        state, problem = "paid", ""
        if self.books.of(str(asked["key"])) is None:
            if self.faults.wants("refuse", fen):
                state, problem = "refused", "account closed"
            elif self.faults.wants("pending", fen):
                state = "pending"
        entry = self.books.enter({**asked, "key": str(asked["key"])}, state, problem)
        if entry is None:
            return 409, {"problem": "this key stands with another sum"}
        if entry["state"] != "pending":
            self._tell(entry)
        if self.faults.spoils("fail_after"):
            return 500, {"problem": "told to lose the answer"}
        return 200, entry

    def _decided(self, asked: dict[str, Any]) -> Answered:
        if asked["state"] not in ("paid", "refused"):
            return 422, {"problem": "paid or refused"}
        entry = self.books.decide(str(asked["key"]), asked["state"])
        if entry is None:
            return 404, {"problem": "unknown key"}
        self._tell(entry)
        return 200, entry

    def _tell(self, entry: dict[str, Any]) -> None:
        job = asyncio.to_thread(call_back, self.callback, self.secret, entry, self.faults.callbacks)
        task = asyncio.create_task(job)
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    def _is_signed(self, scope: dict[str, Any], body: bytes) -> bool:
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        timestamp = headers.get("x-timestamp", "")
        if not timestamp.isdecimal() or abs(int(timestamp) - time.time()) > TOLERANCE_SECONDS:
            return False
        query = scope["query_string"]
        path = scope["path"].encode() + (b"?" + query if query else b"")
        wanted = signature(self.secret, timestamp, path + b"\n" + body)
        return hmac.compare_digest(wanted, headers.get("x-signature", ""))


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _reply(send: Send, code: int, said: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(said).encode()})


application = Service(
    Books(Path(os.environ["SIMULATED_PAYMENTS_BOOKS"])),
    os.environ["SIMULATED_PAYMENTS_SECRET"],
    os.environ.get("SIMULATED_PAYMENTS_CALLBACK", ""),
)
