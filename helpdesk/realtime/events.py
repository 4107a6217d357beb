"""THE catalogue of what the server tells a browser. See docs/wire.md.

An event is a hint: whoever misses one finds out by a heartbeat and asks. Its audience is part
of its declaration, and a buyer receives only events declared for the thread, in the form that
``for_buyer`` gives them.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from helpdesk.realtime.event import Audience as Audience
from helpdesk.realtime.event import Event as Event
from helpdesk.realtime.event import SessionEvent
from helpdesk.realtime.event import ThreadEvent as ThreadEvent
from helpdesk.realtime.event import session_for_buyer as session_for_buyer
from helpdesk.realtime.followup_events import FollowUpChanged, FollowUpReminded, RegisterChanged
from helpdesk.realtime.inside_events import INSIDE_EVENTS
from helpdesk.realtime.knowledge_events import KNOWLEDGE_EVENTS
from helpdesk.realtime.library_events import GuardChanged, LibraryChanged
from helpdesk.realtime.shapes import (
    DigestShape,
    EntryShape,
    HoursShape,
    MeShape,
    MyPlaceShape,
    PageShape,
    PersonShape,
    PositionsShape,
    PresenceShape,
    QueueShape,
    RowShape,
    RulesShape,
    SessionShape,
    ShopShape,
)


@dataclass(frozen=True, kw_only=True)
class EntryAdded(ThreadEvent):
    """A message, a recall or a system line was stored."""

    name: ClassVar[str] = "entry.added"
    entry: EntryShape

    def for_buyer(self) -> Self:
        entry: EntryShape = {**self.entry, "author_id": None}
        return replace(self, conversation=None, entry=entry)


@dataclass(frozen=True, kw_only=True)
class SessionOpened(SessionEvent):
    """A message began a new ChatSession."""

    name: ClassVar[str] = "session.opened"


@dataclass(frozen=True, kw_only=True)
class SessionTaken(SessionEvent):
    """An agent holds the chat from now on."""

    name: ClassVar[str] = "session.taken"


@dataclass(frozen=True, kw_only=True)
class SessionQueued(SessionEvent):
    """The chat waits again for somebody to be free."""

    name: ClassVar[str] = "session.queued"


@dataclass(frozen=True, kw_only=True)
class SessionFinished(SessionEvent):
    """The ChatSession is over; the next message begins another."""

    name: ClassVar[str] = "session.finished"


@dataclass(frozen=True, kw_only=True)
class PositionMoved(ThreadEvent):
    """One side received or saw more."""

    name: ClassVar[str] = "position.moved"
    positions: PositionsShape


@dataclass(frozen=True, kw_only=True)
class QueueMoved(Event):
    """Where the waiting buyer stands now."""

    name: ClassVar[str] = "queue.moved"
    audience: ClassVar[Audience] = Audience.BUYER
    conversation: int | None
    queue: QueueShape | None


@dataclass(frozen=True, kw_only=True)
class ThreadTyping(Event):
    """Somebody writes just now; said again every few seconds while they do. Never stored."""

    name: ClassVar[str] = "thread.typing"
    audience: ClassVar[Audience] = Audience.WATCHERS
    conversation: int | None
    side: Literal["buyer", "agent"]
    member: PersonShape | None
    to_buyer: bool

    def for_buyer(self) -> Self:
        """That somebody of the shop writes, not who."""
        return replace(self, conversation=None, member=None)


@dataclass(frozen=True, kw_only=True)
class ThreadDraft(Event):
    """What the buyer is writing and has not sent; empty: nothing any more. Never stored."""

    name: ClassVar[str] = "thread.draft"
    audience: ClassVar[Audience] = Audience.HOLDER
    conversation: int
    holder: int | None
    text: str


@dataclass(frozen=True, kw_only=True)
class ThreadWatched(Event):
    """Who of one process's desks has the thread open; said again with every heartbeat."""

    name: ClassVar[str] = "thread.watched"
    audience: ClassVar[Audience] = Audience.WATCHERS
    conversation: int
    members: list[PersonShape]


@dataclass(frozen=True, kw_only=True)
class SessionEscalated(Event):
    """A buyer was given to people who did not answer: a supervisor should look."""

    name: ClassVar[str] = "session.escalated"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    buyer: str
    agent: str | None
    seconds: int


@dataclass(frozen=True, kw_only=True)
class PresenceChanged(Event):
    """A colleague takes chats, or no longer, or another number of them."""

    name: ClassVar[str] = "presence.changed"
    audience: ClassVar[Audience] = Audience.DESK
    presence: PresenceShape


@dataclass(frozen=True, kw_only=True)
class PeakChanged(Event):
    """Peak mode runs until then, or is over."""

    name: ClassVar[str] = "peak.changed"
    audience: ClassVar[Audience] = Audience.DESK
    until: str | None


@dataclass(frozen=True, kw_only=True)
class FloorChanged(Event):
    """Something that supervisors see reads differently now, and no other event says so."""

    name: ClassVar[str] = "floor.changed"
    audience: ClassVar[Audience] = Audience.DESK


@dataclass(frozen=True, kw_only=True)
class ConversationChanged(Event):
    """A line of the list reads differently now."""

    name: ClassVar[str] = "conversation.changed"
    audience: ClassVar[Audience] = Audience.DESK
    row: RowShape


@dataclass(frozen=True, kw_only=True)
class BuyerLooked(Event):
    """The buyer of a thread looks at another page of the shop's website."""

    name: ClassVar[str] = "buyer.looked"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    page: PageShape


@dataclass(frozen=True, kw_only=True)
class OrderChanged(Event):
    """An order of this buyer is new or reads differently now."""

    name: ClassVar[str] = "order.changed"
    audience: ClassVar[Audience] = Audience.DESK
    order: int
    buyer: int | None


@dataclass(frozen=True, kw_only=True)
class ProductChanged(Event):
    """A product reads differently now; null when many do."""

    name: ClassVar[str] = "product.changed"
    audience: ClassVar[Audience] = Audience.DESK
    product: int | None


@dataclass(frozen=True, kw_only=True)
class ThreadHeartbeat(Event):
    """How far the thread goes, for one buyer's socket."""

    name: ClassVar[str] = "thread.heartbeat"
    audience: ClassVar[Audience] = Audience.SOCKET
    server_time: str
    last: int
    session: SessionShape | None
    positions: PositionsShape
    queue: QueueShape | None


@dataclass(frozen=True, kw_only=True)
class DeskHeartbeat(Event):
    """What the lists and the open thread should look like, for one desk socket."""

    name: ClassVar[str] = "desk.heartbeat"
    audience: ClassVar[Audience] = Audience.SOCKET
    server_time: str
    digest: DigestShape
    conversation: int | None
    last: int
    positions: PositionsShape | None
    notes: int
    mentions: int


@dataclass(frozen=True, kw_only=True)
class DeskWelcome(Event):
    """The first frame of a desk socket: it is subscribed, a snapshot may be asked for."""

    name: ClassVar[str] = "desk.welcome"
    audience: ClassVar[Audience] = Audience.SOCKET
    me: MeShape
    shop: ShopShape
    server_time: str
    rules: RulesShape
    hours: HoursShape
    digest: DigestShape
    place: MyPlaceShape


EVENTS: tuple[type[Event], ...] = (
    EntryAdded,
    SessionOpened,
    SessionTaken,
    SessionQueued,
    SessionFinished,
    PositionMoved,
    QueueMoved,
    ThreadTyping,
    ThreadDraft,
    ThreadWatched,
    SessionEscalated,
    PresenceChanged,
    PeakChanged,
    FloorChanged,
    ConversationChanged,
    BuyerLooked,
    OrderChanged,
    ProductChanged,
    ThreadHeartbeat,
    DeskHeartbeat,
    DeskWelcome,
    *INSIDE_EVENTS,
    GuardChanged,
    LibraryChanged,
    FollowUpChanged,
    FollowUpReminded,
    RegisterChanged,
    *KNOWLEDGE_EVENTS,
)
