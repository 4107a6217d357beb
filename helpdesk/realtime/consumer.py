"""What both sockets have in common: frames in, answers out, one queue towards the browser."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

import psycopg
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http.cookie import parse_cookie
from django.utils import translation
from psycopg_pool import PoolTimeout

from helpdesk.kernel.database import PoolClosed
from helpdesk.kernel.errors import HelpdeskError, TooFast, Unavailable
from helpdesk.kernel.json_text import decode, encode
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.aborting import abort
from helpdesk.realtime.command_reading import read_command
from helpdesk.realtime.commands import BadFrame, Command, SocketKind
from helpdesk.realtime.counters import count, observe
from helpdesk.realtime.limits import Bucket
from helpdesk.realtime.listener import BEHIND, Listener
from helpdesk.realtime.one_frame import takes_lists
from helpdesk.realtime.outbox import Outbox, OutboxFull

logger = logging.getLogger(__name__)

MAX_REF_LENGTH = 64
CLOSING_CODES = {401: 4401, 404: 4404}
FRAME_BURST, FRAMES_PER_SECOND = 400, 200
DATABASE_AWAY = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    PoolTimeout,
    PoolClosed,
    OperationalError,
    InterfaceError,
)


class SocketConsumer(AsyncWebsocketConsumer):
    """Base of the buyer's and the desk's socket.

    Commands of one socket are handled one after the other, so what a person sends keeps its
    order. Subclasses let the socket in (`connect`) and answer commands (`answer`).
    """

    kind: ClassVar[SocketKind]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listener: Listener | None = None
        self.language = settings.LANGUAGE_CODE
        self._frames = Bucket(FRAME_BURST, FRAMES_PER_SECOND)
        self.outbox = Outbox()
        self._writer: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._task: asyncio.Task[Any] | None = None
        self._wire: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One event after the other, in the socket's own task: with no channel layer beside the
        browser, Channels' second task and its waiting for both would cost every frame."""
        self.scope, self.base_send = scope, send
        self._task, self._wire = asyncio.current_task(), send
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        except asyncio.CancelledError:
            if self._ending is None:
                raise
        finally:
            await self._gone()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Channels' own closes old connections before every event: a hop to one thread."""
        await getattr(self, message["type"].replace(".", "_"))(message)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        raise StopConsumer()

    async def connect(self) -> None:
        self.language = chosen_language(self.scope, self.cookies())
        await self.accept()
        count("socket_opened", 1, self.kind)
        self._writer = asyncio.create_task(self._write())
        translation.activate(self.language)  # for good: a socket has its task to itself
        try:
            await self.let_in()
        except HelpdeskError as problem:
            self.refuse(None, problem)
            self.end(CLOSING_CODES.get(problem.status, 4403))
        except DATABASE_AWAY:
            self.refuse(None, Unavailable(retry_after=1))
            self.end(1012)

    async def let_in(self) -> None:
        """Find out who it is; refuse by a HelpdeskError or `end`."""
        raise NotImplementedError  # pragma: no cover

    async def answer(self, command: Command) -> dict[str, Any]:
        """Do what is asked; the fields of the reply, or a HelpdeskError."""
        raise NotImplementedError  # pragma: no cover

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self._ending is not None:
            return  # who was not let in is told why; "no such shop" would be believed for good
        ref: str | None = None
        try:
            frame = _read_frame(text_data)
            ref = _read_ref(frame)
            self._frames.take()
            command = read_command(frame, self.kind)
            began = time.perf_counter()
            body = await self.answer(command)
            observe("command", time.perf_counter() - began, command.name)
            if ref is not None:
                self.say({"reply": ref, **body})
        except BadFrame as problem:
            self._refuse_nonsense(problem)
        except HelpdeskError as problem:
            count("refused", 1, problem.code)
            self.refuse(ref, problem)
        except DATABASE_AWAY:
            count("database_away")
            self.refuse(ref, Unavailable(retry_after=1))
        except Exception:
            count("command_failed")
            logger.exception("A command failed on the %s socket", self.kind)
            self.refuse(ref, HelpdeskError())

    def _refuse_nonsense(self, problem: BadFrame) -> None:
        """What cannot be read counts towards the limit like any other frame."""
        try:
            self._frames.take()
        except TooFast as too_fast:
            self.refuse(None, too_fast)
        else:
            self.refuse(None, problem)

    def say(self, body: dict[str, Any]) -> None:
        """Queue a frame for this socket."""
        try:
            self.outbox.put((encode(body),))
        except OutboxFull:
            count("socket_overflow")
            self.end(BEHIND)

    def refuse(self, ref: str | None, problem: HelpdeskError) -> None:
        """Answer with what happened and what to do."""
        self.say({"error": problem.as_json(), "ref": ref})

    async def join(self, listener: Listener) -> None:
        """Hear the hub's events from now on; they go into its ``outbox``."""
        hub = hubs.running()
        if hub is None:
            raise Unavailable(retry_after=1)
        await self.part()
        self.listener = listener
        await hub.join(listener)

    async def part(self) -> None:
        """Hear no more."""
        hub = hubs.running()
        if self.listener is not None and hub is not None:
            await hub.leave(self.listener)

    def end(self, code: int) -> None:
        """Close with a code; a socket that does not even take that is dropped after a second."""
        if self._ending is None:
            count("socket_ended", 1, self.kind, str(code))
            self._ending = asyncio.create_task(self._end(code))

    async def _end(self, code: int) -> None:
        try:
            async with asyncio.timeout(1):
                if code != BEHIND:
                    while self.outbox:
                        await asyncio.sleep(0.01)
                await self.close(code)
        except TimeoutError:
            abort(self._wire)
        except Exception:
            logger.debug("A socket was gone before it was closed", exc_info=True)
        if self._task is not None:
            self._task.cancel()

    async def _write(self) -> None:
        with contextlib.suppress(Exception):
            lists = takes_lists(self.scope)
            while True:  # no name for the text: a socket that is idle would keep its last one
                await self.base_send(
                    {"type": "websocket.send", "text": await self.outbox.take(together=lists)}
                )

    async def _gone(self) -> None:
        await self.part()
        if self._writer is not None:
            self._writer.cancel()
        # What points in a circle would lie about until the collector comes by.
        self.listener = self._writer = self._ending = self._task = self._wire = None

    def cookies(self) -> dict[str, str]:
        """The handshake's cookies."""
        sent = [value for name, value in self.scope["headers"] if name == b"cookie"]
        return parse_cookie("; ".join(value.decode("latin-1") for value in sent))

    def header(self, name: bytes) -> str:
        """A header of the handshake, or an empty string."""
        sent = [value for each, value in self.scope["headers"] if each == name]
        return sent[0].decode("latin-1") if sent else ""

    def origin_is_ours(self, *, needed: bool) -> bool:
        """Whether the page that opened the socket came from this server."""
        headers = {name: value.decode("latin-1") for name, value in self.scope["headers"]}
        origin = headers.get(b"origin")
        if origin is None:
            return not needed
        try:
            site = urlsplit(origin).netloc
        except ValueError:
            return False
        return site in {headers.get(b"host"), *settings.SOCKET_ORIGINS}


async def no_such_socket(scope: Any, receive: Any, send: Any) -> None:
    """Any other address: accepted, so that the browser learns the code, and closed."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": 4404})


def chosen_language(scope: Mapping[str, Any], cookies: dict[str, str]) -> str:
    """The language of the page, where its address says it (no cookie reaches the frame on a
    shop's website), else what the reader chose, else Chinese."""
    said: bytes = scope.get("query_string", b"")
    parts = said.decode("latin-1").split("&")
    asked = [part.removeprefix("lang=") for part in parts if part.startswith("lang=")]
    for wanted in (*asked[:1], cookies.get(settings.LANGUAGE_COOKIE_NAME, "")):
        if wanted in dict(settings.LANGUAGES):
            return wanted
    return settings.LANGUAGE_CODE


def _read_frame(text: str | None) -> dict[str, Any]:
    try:
        frame = decode(text or "")
    except (ValueError, RecursionError) as problem:
        raise BadFrame() from problem
    if not isinstance(frame, dict):
        raise BadFrame()
    return frame


def _read_ref(frame: dict[str, Any]) -> str | None:
    ref = frame.get("ref")
    if ref is None:
        return None
    if not isinstance(ref, str) or len(ref) > MAX_REF_LENGTH or not ref.isprintable():
        raise BadFrame()
    return ref
