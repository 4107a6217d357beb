"""What waits to go out to one socket: in order, bounded, and taken along in one go.

asyncio's own queue would do, and costs every frame more than the frame itself: a desk hears two
of each message of its shop (docs/decisions/0058).
"""

import asyncio
from collections import deque
from collections.abc import Sequence

from helpdesk.realtime.one_frame import FRAME_LENGTH, listed

LENGTH = 1000
"""Frames that may wait for one slow socket before it is cut; it catches up by seq."""


class OutboxFull(Exception):
    """The socket does not read; what was to be put in is not in."""


class Outbox:
    """The frames of one socket. Any number may put in, one writer takes out."""

    __slots__ = ("_frames", "_wanted")

    def __init__(self) -> None:
        self._frames: deque[str] = deque()
        self._wanted: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._frames)

    def put(self, frames: Sequence[str]) -> None:
        """All of them behind what waits, or OutboxFull and none."""
        if len(self._frames) + len(frames) > LENGTH:
            raise OutboxFull()
        self._frames.extend(frames)
        if self._wanted is not None and not self._wanted.done():
            self._wanted.set_result(None)

    async def take(self, *, together: bool) -> str:
        """The next frame once there is one; ``together`` with those that wait behind it, as a
        list of up to FRAME_LENGTH characters and the frame that passes them."""
        while not self._frames:
            self._wanted = asyncio.get_running_loop().create_future()
            await self._wanted
        frame = self._frames.popleft()
        if not together or not self._frames:
            return frame
        taken, length = [frame], len(frame)
        while self._frames and length < FRAME_LENGTH:
            taken.append(self._frames.popleft())
            length += len(taken[-1])
        return listed(taken)
