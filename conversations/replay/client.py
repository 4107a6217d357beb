"""A socket that comes back: it resends with the same client_id and fills every gap."""

import asyncio
import contextlib
import json
import random
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from helpdesk.realtime.one_frame import separated

PATIENCE = 10.0
"""Seconds that an answer may take before the line counts as dead, as for the pages."""

Frame = dict[str, Any]


class LineLost(ConnectionError):
    """The socket went away before the answer came."""


class Busy(LineLost):
    """The server cannot just now: the same once more, after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Refused(Exception):
    """The server answered with an error that asking again does not change."""

    def __init__(self, error: Frame) -> None:
        super().__init__(f"{error['code']}: {error['message']} {error['action']}")


class Client:
    """One person's line to the server, for as long as the run lasts."""

    def __init__(
        self,
        url: str,
        *,
        headers: dict[str, str],
        greet: Callable[["Client"], Awaitable[None]],
        hear: Callable[[Frame], None],
    ) -> None:
        self._url, self._headers, self._greet, self._hear = url, headers, greet, hear
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._socket: ClientConnection | None = None
        self._ready = asyncio.Event()
        self._keeper = asyncio.create_task(self._keep())
        self.reconnects = -1

    async def command(self, name: str, **fields: Any) -> Frame:
        """Ask until there is an answer, over as many sockets as it takes; or Refused."""
        while True:
            await self._ready.wait()
            try:
                return await self.once(name, **fields)
            except Busy as busy:
                await asyncio.sleep(busy.seconds)
            except LineLost:
                await asyncio.sleep(0.05)

    async def once(self, name: str, **fields: Any) -> Frame:
        """Ask on the present socket; LineLost when it goes away, Busy when to ask again."""
        socket, ref = self._socket, uuid4().hex
        if socket is None:
            raise LineLost()
        answer = self._answers[ref] = asyncio.get_running_loop().create_future()
        try:
            await socket.send(json.dumps({"do": name, "ref": ref, **fields}))
            async with asyncio.timeout(PATIENCE):
                frame: Frame = await answer
            return frame
        except TimeoutError:
            await socket.close()
            raise LineLost() from None
        except (WebSocketException, OSError):
            raise LineLost() from None
        finally:
            self._answers.pop(ref, None)

    async def close(self) -> None:
        """Hang up for good."""
        self._keeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._keeper

    async def _keep(self) -> None:
        pause = 0.1
        while True:
            with contextlib.suppress(WebSocketException, OSError, TimeoutError, LineLost):
                async with connect(
                    self._url, additional_headers=self._headers, open_timeout=5, close_timeout=1
                ) as socket:
                    self.reconnects += 1
                    await self._talk(socket)
                    pause = 0.1
            await asyncio.sleep(pause * (0.5 + random.random()))
            pause = min(pause * 2, 2.0)

    async def _talk(self, socket: ClientConnection) -> None:
        self._socket = socket
        reader = asyncio.create_task(self._read(socket))
        try:
            await self._greet(self)
            self._ready.set()
            await reader
        finally:
            self._ready.clear()
            self._socket = None
            reader.cancel()
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(LineLost())
                    answer.exception()  # whoever waits is told; nobody else need hear of it

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            for frame in separated(text):
                self._take(frame)

    def _take(self, frame: Frame) -> None:
        ref = frame.get("reply") or frame.get("ref")
        answer = self._answers.get(ref) if ref else None
        if answer is None or answer.done():
            if "event" in frame:
                self._hear(frame)
        elif "error" not in frame:
            answer.set_result(frame)
        elif "retry_after" in frame["error"]:
            answer.set_exception(Busy(frame["error"]["retry_after"]))
        else:
            answer.set_exception(Refused(frame["error"]))
