"""Commands about what a shop keeps to itself: notes, tags, stages, snoozing, endings, blacklist;
and the one by which a buyer says how it was."""

from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from helpdesk.realtime.command import Command, SocketKind, ThreadCommand
from helpdesk.realtime.shapes import Stage

Lens = Literal["later", "tagged"]


@dataclass(frozen=True, kw_only=True)
class DeskCommand(Command):
    """A command of the desk alone."""

    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)


@dataclass(frozen=True, kw_only=True)
class DeskThreadCommand(ThreadCommand):
    """The same about one thread."""

    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)


@dataclass(frozen=True, kw_only=True)
class InsideOpen(DeskCommand):
    """The shop's tags, colleagues, reasons and choices, and where I am named."""

    name: ClassVar[str] = "inside.open"


@dataclass(frozen=True, kw_only=True)
class ListLook(DeskCommand):
    """A page of rows looked at through a lens: put off, or tagged with ``tag``."""

    name: ClassVar[str] = "list.look"
    lens: Lens
    tag: int = 0
    cursor: str | None = None


@dataclass(frozen=True, kw_only=True)
class NoteAdd(DeskThreadCommand):
    """Write a note; ``client_id`` makes it harmless twice, ``anchor`` is the seq it follows."""

    name: ClassVar[str] = "note.add"
    client_id: UUID
    text: str
    anchor: int


@dataclass(frozen=True, kw_only=True)
class NoteWhisper(DeskThreadCommand):
    """Say something to whoever holds the chat, and to nobody else."""

    name: ClassVar[str] = "note.whisper"
    client_id: UUID
    text: str
    anchor: int


@dataclass(frozen=True, kw_only=True)
class NoteEdit(DeskThreadCommand):
    """Other words for one's own note."""

    name: ClassVar[str] = "note.edit"
    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class NoteDelete(DeskThreadCommand):
    """One's own note goes; a trace stays."""

    name: ClassVar[str] = "note.delete"
    number: int


@dataclass(frozen=True, kw_only=True)
class NotesFill(DeskThreadCommand):
    """Which notes became different after the change ``after``?"""

    name: ClassVar[str] = "notes.fill"
    after: int


@dataclass(frozen=True, kw_only=True)
class MentionsSee(DeskThreadCommand):
    """I have seen where I am named in this thread."""

    name: ClassVar[str] = "mentions.see"


@dataclass(frozen=True, kw_only=True)
class TagPut(DeskThreadCommand):
    """The thread carries this tag."""

    name: ClassVar[str] = "tag.put"
    tag: int


@dataclass(frozen=True, kw_only=True)
class TagTake(DeskThreadCommand):
    """The thread carries this tag no more."""

    name: ClassVar[str] = "tag.take"
    tag: int


@dataclass(frozen=True, kw_only=True)
class TagMake(DeskThreadCommand):
    """A new word for the shop's list, put on this thread."""

    name: ClassVar[str] = "tag.make"
    text: str


@dataclass(frozen=True, kw_only=True)
class SessionStage(DeskThreadCommand):
    """The reception is in another stage than its orders say."""

    name: ClassVar[str] = "session.stage"
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class SessionSnooze(DeskThreadCommand):
    """Put off until a moment (ISO 8601); null brings it back now."""

    name: ClassVar[str] = "session.snooze"
    until: str | None


@dataclass(frozen=True, kw_only=True)
class SessionsFinish(DeskCommand):
    """Finish all of mine that were answered at least ``minutes`` ago; only count them first."""

    name: ClassVar[str] = "sessions.finish"
    minutes: int
    count_only: bool = False


@dataclass(frozen=True, kw_only=True)
class SessionsReopen(DeskCommand):
    """Take back what was finished together, within the shop's seconds."""

    name: ClassVar[str] = "sessions.reopen"
    batch: UUID


@dataclass(frozen=True, kw_only=True)
class BuyerBlock(DeskThreadCommand):
    """The buyer of this thread goes on the blacklist for ``hours``; 0 is for good."""

    name: ClassVar[str] = "buyer.block"
    reason: str
    hours: int


@dataclass(frozen=True, kw_only=True)
class BuyerUnblock(DeskThreadCommand):
    """The buyer of this thread may write again."""

    name: ClassVar[str] = "buyer.unblock"


@dataclass(frozen=True, kw_only=True)
class RatingGive(Command):
    """The buyer says how a reception was, 1 to 5; 0 is "rather not"."""

    name: ClassVar[str] = "rating.give"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.CHAT,)
    session: int
    score: int
    comment: str = ""


INSIDE_COMMANDS: tuple[type[Command], ...] = (
    InsideOpen,
    ListLook,
    NoteAdd,
    NoteWhisper,
    NoteEdit,
    NoteDelete,
    NotesFill,
    MentionsSee,
    TagPut,
    TagTake,
    TagMake,
    SessionStage,
    SessionSnooze,
    SessionsFinish,
    SessionsReopen,
    BuyerBlock,
    BuyerUnblock,
    RatingGive,
)
