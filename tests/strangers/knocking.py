"""Sockets that are refused, and sockets that remember every frame they were given."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

from websockets.asyncio.client import connect

from helpdesk.realtime import hub as hubs
from helpdesk.realtime.one_frame import separated
from tests.live import PATIENCE, Line, LiveServer


class Remembering(Line):
    """A line that keeps each frame as it came."""

    token: str

    def __init__(self, *args: Any) -> None:
        self.frames: list[dict[str, Any]] = []
        super().__init__(*args)

    def _take(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        super()._take(frame)


async def knock(
    live: LiveServer, path: str, *frames: dict[str, Any], **headers: str
) -> tuple[int, list[dict[str, Any]]]:
    """Open a socket, say something; the code it is closed with and all that it was told."""
    told: list[dict[str, Any]] = []
    connection = await connect(f"{live.ws}{path}", additional_headers=headers)
    try:
        for frame in frames:
            await connection.send(json.dumps(frame))
        async with asyncio.timeout(PATIENCE):
            while True:
                told += separated(await connection.recv())
    except Exception as end:
        code = getattr(getattr(end, "rcvd", None), "code", None)
        if code is None:
            raise
        return int(code), told
    finally:
        await connection.close()


async def remembering(live: LiveServer, path: str, **headers: str) -> Remembering:
    """A line with a memory."""
    return Remembering(await connect(f"{live.ws}{path}", additional_headers=headers))


def beat_now() -> None:
    """Let the next heartbeats leave at once."""
    hub = hubs.running()
    assert hub is not None and hub._loop is not None
    hub._loop.call_soon_threadsafe(hub.pulse_now.set)


def everything_in(value: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """(path, key, value) of every field of a frame, however deep."""
    pairs = value.items() if isinstance(value, dict) else ()
    for key, inner in pairs:
        yield path, key, inner
        yield from everything_in(inner, f"{path}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from everything_in(inner, path)
