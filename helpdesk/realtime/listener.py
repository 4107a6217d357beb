"""One socket as the hub sees it: what it may hear, and where its frames wait."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpdesk.realtime.counters import count
from helpdesk.realtime.outbox import Outbox, OutboxFull
from helpdesk.realtime.parcel import Frame

BEHIND = 4409


@dataclass(eq=False)
class Listener:
    """A socket that has been let in. ``conversation`` is set on a buyer's socket only."""

    shop_id: int
    outbox: Outbox
    cut: Callable[[int], None]
    """Closes the socket with a code, at once and without waiting for the other side."""
    conversation: int | None = None
    membership_id: int | None = None
    user_id: int | None = None
    session_key: str | None = None
    auth_version: int = 0
    role: str = ""
    name: str = ""
    watched: int | None = None
    """The thread that a desk socket has open."""
    unseen: bool = False
    """Looks on without being shown to colleagues; whoever sets it has asked for the right."""
    oversees: bool = False
    """May read what is for the holder of a thread."""
    last_beat: float = 0.0
    last_said: object = None
    """What the last heartbeat said, in the form that its maker compares."""
    last: int = 0
    """A buyer's: the seq up to which it has been sent everything, or told that there is more."""

    @property
    def is_desk(self) -> bool:
        return self.membership_id is not None

    def hears(self, frame: Frame) -> bool:
        """Whether a desk's socket may have this frame of its shop."""
        if frame.watchers and self.watched != frame.conversation:
            return False
        if not frame.private:
            return True
        return self.oversees or (self.is_desk and self.membership_id == frame.holder)

    def has_been_sent(self, seq: int) -> None:
        """An entry of its thread is on its way; one after a gap leaves the gap to be told of."""
        if seq == self.last + 1:
            self.last = seq

    def offer(self, frames: Sequence[str]) -> None:
        """Frames on their way; a socket that cannot keep up is cut, never silently skipped."""
        try:
            self.outbox.put(frames)
        except OutboxFull:
            count("socket_overflow")
            self.cut(BEHIND)
