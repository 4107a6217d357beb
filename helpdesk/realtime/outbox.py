"""What waits to go out to one socket: in order, bounded, and taken along in one go.

asyncio's own queue would do, and costs every frame more than the frame itself: a desk hears two
of each message of its shop (docs/decisions/0058).
"""

import asyncio
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
        self._frames: list[str] = []  # an empty deque has 0.7 KB, and most sockets are idle
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
        if not together or len(self._frames) == 1:
            return self._frames.pop(0)
        count = length = 0
        while count < len(self._frames) and length < FRAME_LENGTH:
            length += len(self._frames[count])
            count += 1
        taken = self._frames[:count]
        del self._frames[:count]
        return listed(taken) if count > 1 else taken[0]
