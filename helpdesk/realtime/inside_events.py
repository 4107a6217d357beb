"""Events about what a shop keeps to itself; and of ratings, which both sides hear."""

from dataclasses import dataclass
from typing import ClassVar

from helpdesk.realtime.event import Audience, Event, SessionEvent, ThreadEvent
from helpdesk.realtime.shapes import NoteShape, RatingShape, TagShape


@dataclass(frozen=True, kw_only=True)
class NoteChanged(Event):
    """A note was written, edited or deleted."""

    name: ClassVar[str] = "note.changed"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    note: NoteShape


@dataclass(frozen=True, kw_only=True)
class NoteWhispered(Event):
    """A whisper to ``member`` was written, edited or deleted; ``notes.fill`` has it for those who
    may read it. Its words are in no event."""

    name: ClassVar[str] = "note.whispered"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    member: int
    last: int


@dataclass(frozen=True, kw_only=True)
class MentionsSeen(Event):
    """A colleague has seen where they are named in a thread."""

    name: ClassVar[str] = "mentions.seen"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    member: int


@dataclass(frozen=True, kw_only=True)
class TagsChanged(Event):
    """The shop's list of tags reads differently now."""

    name: ClassVar[str] = "tags.changed"
    audience: ClassVar[Audience] = Audience.DESK
    tags: list[TagShape]


@dataclass(frozen=True, kw_only=True)
class SessionReopened(SessionEvent):
    """Finishing was taken back."""

    name: ClassVar[str] = "session.reopened"


@dataclass(frozen=True, kw_only=True)
class SessionWoken(Event):
    """What was put off is due; ``owner`` is the member who holds it."""

    name: ClassVar[str] = "session.woken"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    owner: int | None
    buyer: str


@dataclass(frozen=True, kw_only=True)
class BuyerProfiled(Event):
    """How a buyer is best spoken to is known better now."""

    name: ClassVar[str] = "buyer.profiled"
    audience: ClassVar[Audience] = Audience.DESK
    buyer: int


@dataclass(frozen=True, kw_only=True)
class GuardAnswered(Event):
    """A supervisor answered what ``member`` asked about blocked words; their desk asks for it."""

    name: ClassVar[str] = "guard.answered"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int
    member: int


@dataclass(frozen=True, kw_only=True)
class RatingInvited(ThreadEvent):
    """The buyer is asked how the reception was."""

    name: ClassVar[str] = "rating.invited"
    rating: RatingShape


@dataclass(frozen=True, kw_only=True)
class RatingGiven(ThreadEvent):
    """The buyer has said it, or would rather not; nobody can change it any more."""

    name: ClassVar[str] = "rating.given"
    rating: RatingShape


INSIDE_EVENTS: tuple[type[Event], ...] = (
    NoteChanged,
    NoteWhispered,
    MentionsSeen,
    TagsChanged,
    SessionReopened,
    SessionWoken,
    BuyerProfiled,
    GuardAnswered,
    RatingInvited,
    RatingGiven,
)
