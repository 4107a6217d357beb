"""Sockets of buyers and agents as a page has them, on picows: a parser in C, no queue between.

A pure Python client alone costs 0.2 ms a message and would be what is measured.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from benchmarks.people import SLUG
from helpdesk.kernel.json_text import decode, encode
from helpdesk.realtime.one_frame import separated

Frame = dict[str, Any]
ANSWER_SECONDS = 20.0
EVENT_ADDED = b'{"event":"entry.added"'
ANSWERED = (b'{"reply"', b'{"error"')


class Refused(Exception):
    """The server answered with an error."""


class Line(WSListener):
    """One socket. ``heard`` gets entries as they arrive and the clock's reading then."""

    def __init__(self, heard: Callable[[Frame, float], None] | None = None) -> None:
        self._heard = heard
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._acks: dict[str, Callable[[float, Frame], None]] = {}
        self.transport: WSTransport = None
        self.gone = asyncio.Event()
        self.welcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_disconnected(self, _transport: WSTransport) -> None:
        self.gone.set()
        waiting: list[asyncio.Future[Any]] = [*self._answers.values(), self.welcome]
        for answer in waiting:
            if not answer.done():
                answer.set_exception(ConnectionError("the line was cut"))
                answer.exception()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        moment = time.perf_counter()
        if frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()
            return
        body = frame.get_payload_as_bytes()
        if body.startswith(b"["):
            for said in separated(body):
                self._take(said, moment)
        elif body.startswith(EVENT_ADDED):
            if self._heard is not None:
                self._heard(decode(body), moment)
        elif body.startswith(ANSWERED):
            self._take_answer(decode(body), moment)
        elif not self.welcome.done() and b'"desk.welcome"' in body[:40]:
            self.welcome.set_result(None)

    def _take(self, said: Frame, moment: float) -> None:
        """One of several that came together."""
        event = said.get("event")
        if event == "entry.added":
            if self._heard is not None:
                self._heard(said, moment)
        elif event is None:
            self._take_answer(said, moment)
        elif event == "desk.welcome" and not self.welcome.done():
            self.welcome.set_result(None)

    def send(self, name: str, ref: str, **fields: Any) -> None:
        """A command without waiting; ConnectionError where the line is gone, for nobody would
        ever say so to whoever asks from then on."""
        if self.gone.is_set():
            raise ConnectionError("the line was cut")
        body = {"do": name, "ref": ref, **fields}
        self.transport.send(WSMsgType.TEXT, encode(body).encode())

    def message(self, client_id: str, acked: Callable[[float, Frame], None], **fields: Any) -> None:
        """A message without waiting; ``acked`` is called with the clock's reading."""
        self._acks[client_id] = acked
        self.send("message.send", client_id, client_id=client_id, **fields)

    async def command(self, name: str, **fields: Any) -> Frame:
        """A command and its answer."""
        ref = uuid4().hex
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._answers[ref] = answer
        try:
            self.send(name, ref, **fields)
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        finally:
            self._answers.pop(ref, None)

    async def close(self) -> None:
        self.transport.disconnect()
        await self.gone.wait()

    def _take_answer(self, frame: Frame, moment: float) -> None:
        ref = frame.get("reply") or frame.get("ref") or ""
        if (acked := self._acks.pop(ref, None)) is not None:
            acked(moment, frame)
            return
        answer = self._answers.get(ref)
        if answer is None or answer.done():
            return
        if "error" in frame:
            answer.set_exception(Refused(f"{frame['error']['code']}: {frame['error']['message']}"))
        else:
            answer.set_result(frame)


async def desk_line(
    port: int, cookie: str, heard: Callable[[Frame, float], None] | None = None
) -> Line:
    """An agent's socket, welcomed."""
    headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{port}"}
    url = f"ws://127.0.0.1:{port}/ws/desk/?lists=1"
    _, line = await ws_connect(lambda: Line(heard), url, extra_headers=headers)
    assert isinstance(line, Line)
    async with asyncio.timeout(ANSWER_SECONDS):
        await line.welcome
    return line


async def buyer_line(
    port: int,
    token: str,
    heard: Callable[[Frame, float], None] | None = None,
    *,
    after: int = 0,
) -> Line:
    """A buyer's socket that has said hello."""
    url = f"ws://127.0.0.1:{port}/ws/chat/{SLUG}/?lists=1"
    headers = {"Origin": f"http://127.0.0.1:{port}"}
    _, line = await ws_connect(lambda: Line(heard), url, extra_headers=headers)
    assert isinstance(line, Line)
    await line.command("hello", token=token, after=after)
    return line


async def filled(line: Line, after: int, **fields: Any) -> list[Frame]:
    """What a page does to catch up: asks until nothing is missing."""
    entries: list[Frame] = []
    while True:
        answer = await line.command("thread.fill", after=after, **fields)
        entries += answer["entries"]
        after = answer["through"]
        if after >= answer["last"]:
            return entries
