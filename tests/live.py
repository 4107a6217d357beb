"""The product on a real port, and people who talk to it through real sockets."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import uvicorn
from django.conf import settings
from django.test import Client
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from conversations.visitor import new_token
from helpdesk.accounts.models import Membership, Shop
from helpdesk.realtime.one_frame import separated
from tests.cast import PASSWORD

PATIENCE = 30.0
NO_BOUND = None
"""Of a frame that comes in: a browser has none, the library would cut the line at a megabyte."""


class LiveServer:
    """uvicorn in a thread."""

    def __init__(self) -> None:
        from helpdesk.asgi import application

        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._server = uvicorn.Server(
            uvicorn.Config(
                application,
                ws="websockets-sansio",
                ws_max_size=65536,
                ws_per_message_deflate=False,
                lifespan="on",
                log_config=None,
                timeout_graceful_shutdown=2,
            )
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("The server did not start")
            threading.Event().wait(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._listener.close()


class Refused(Exception):
    """The server answered a command with an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.error = error
        self.code = error["code"]


class Line:
    """A socket as a browser uses it: commands answered by reference, events kept in order."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.events: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for text in self.connection:
                for frame in separated(text):
                    self._take(frame)
        except ConnectionClosed:
            pass
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("the line was cut"))
                    answer.exception()  # whoever waits is told; nobody else need be
            self._news.set()

    def _take(self, frame: dict[str, Any]) -> None:
        ref = frame.get("reply") or frame.get("ref")
        if ref in self._answers:
            answer = self._answers.pop(ref)
            if "error" in frame:
                answer.set_exception(Refused(frame["error"]))
            else:
                answer.set_result(frame)
        elif "error" in frame:
            self.errors.append(frame["error"])
        else:
            self.events.append(frame)
        self._news.set()

    async def command(self, name: str, **fields: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; Refused when it is an error."""
        ref = uuid4().hex
        self._answers[ref] = asyncio.get_running_loop().create_future()
        answer = self._answers[ref]
        await self.connection.send(json.dumps({"do": name, "ref": ref, **fields}))
        async with asyncio.timeout(PATIENCE):
            return await answer

    async def send(self, text: str, client_id: str | None = None, **fields: Any) -> dict[str, Any]:
        """A message."""
        return await self.command(
            "message.send", client_id=client_id or str(uuid4()), text=text, **fields
        )

    async def event(
        self, name: str, fits: Callable[[dict[str, Any]], bool] = lambda event: True
    ) -> dict[str, Any]:
        """The first event of that name that fits, waiting for it if need be."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in self.events:
                    if event["event"] == name and fits(event):
                        return event
                self._news.clear()
                await self._news.wait()

    async def entry(self, text: str) -> dict[str, Any]:
        """The entry with these words, once it has arrived."""
        event = await self.event("entry.added", lambda event: event["entry"]["text"] == text)
        return dict(event["entry"])

    async def closed(self) -> int:
        """The code that the server closed with."""
        async with asyncio.timeout(PATIENCE):
            await self.connection.wait_closed()
        return int(self.connection.close_code or 0)

    async def close(self) -> None:
        await self.connection.close()
        self._reader.cancel()


def session_cookie(member: Membership) -> str:
    """Signs the member in and returns the cookie that a browser would send."""
    client = Client()
    signed_in = client.login(username=member.user.username, password=PASSWORD)
    assert signed_in, member.user.username
    return client.cookies[settings.SESSION_COOKIE_NAME].value


async def desk(live: LiveServer, cookie: str, **headers: str) -> Line:
    """A desk socket, welcomed."""
    sent = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        "Origin": live.url,
        **headers,
    }
    line = Line(
        await connect(f"{live.ws}/ws/desk/?lists=1", additional_headers=sent, max_size=NO_BOUND)
    )
    await line.event("desk.welcome")
    return line


async def chat(live: LiveServer, shop: Shop, token: str | None = None, after: int = 0) -> Line:
    """A buyer's socket that has said hello; its thread is in ``line.thread``."""
    line = Line(
        await connect(f"{live.ws}/ws/chat/{shop.slug}/?lists=1", origin=live.url, max_size=NO_BOUND)
    )
    token = token or new_token(shop.pk)
    hello = await line.command("hello", token=token, after=after)
    line.hello, line.token = hello, token
    return line
