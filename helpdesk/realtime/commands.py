"""THE catalogue of what a browser may ask of the server. See docs/wire.md.

A frame is read (`command_reading.py`) into one of these frozen dataclasses or refused with a
sentence that names the field. Which socket knows which command is declared here, so a buyer
cannot even name a command of the desk.
"""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.command import Command as Command
from helpdesk.realtime.command import SocketKind as SocketKind
from helpdesk.realtime.command import ThreadCommand as ThreadCommand
from helpdesk.realtime.file_commands import FILE_COMMANDS
from helpdesk.realtime.inside_commands import INSIDE_COMMANDS
from helpdesk.realtime.shapes import CardType, ChosenState, Says, Tab


class BadFrame(HelpdeskError):
    code = "bad_frame"
    message = _("收到的不是一条完整的指令。")
    action = _("刷新页面再试；没发出去的话都还在。")


class UnknownCommand(HelpdeskError):
    code = "unknown_command"
    message = _("服务器不认识「%(name)s」这条指令。")
    action = _("页面可能是旧版本，刷新再试。")


class BadField(HelpdeskError):
    code = "bad_field"
    message = _("指令 %(command)s 的 %(field)s 不对：要 %(wanted)s。")
    action = _("页面可能是旧版本，刷新再试。")


@dataclass(frozen=True, kw_only=True)
class Hello(Command):
    """The buyer's first frame: the signed visitor token and how far the page has got; and whom
    the shop's website signs for, where it does (`customer` is the shop's number for them)."""

    name: ClassVar[str] = "hello"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.CHAT,)
    token: str
    after: int = 0
    customer: str | None = None
    customer_name: str = ""
    customer_expires: int = 0
    customer_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class PageLook(Command):
    """The buyer looks, or looked ``ago`` seconds ago, at a page of the shop's website."""

    name: ClassVar[str] = "page.look"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.CHAT,)
    address: str
    title: str = ""
    product: str = ""
    ago: int = 0


@dataclass(frozen=True, kw_only=True)
class Ping(Command):
    """Is anybody there?"""

    name: ClassVar[str] = "ping"


@dataclass(frozen=True, kw_only=True)
class HoursAsk(Command):
    """Is the shop open, and until when do these words hold?"""

    name: ClassVar[str] = "hours.ask"


@dataclass(frozen=True, kw_only=True)
class ListOpen(Command):
    """A page of the list."""

    name: ClassVar[str] = "list.open"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    tab: Tab
    cursor: str | None = None


@dataclass(frozen=True, kw_only=True)
class ThreadOpen(ThreadCommand):
    """Show a thread from the cursor on, and watch it."""

    name: ClassVar[str] = "thread.open"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class ThreadWatch(ThreadCommand):
    """The same unseen, for supervisors; ``watching`` names one watching across broken lines."""

    name: ClassVar[str] = "thread.watch"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    watching: UUID
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class ThreadFill(ThreadCommand):
    """What came after seq ``after``?"""

    name: ClassVar[str] = "thread.fill"
    after: int


@dataclass(frozen=True, kw_only=True)
class ThreadHistory(ThreadCommand):
    """What came before seq ``before``?"""

    name: ClassVar[str] = "thread.history"
    before: int


@dataclass(frozen=True, kw_only=True)
class MessageSend(ThreadCommand):
    """Store these words; ``client_id`` makes sending them twice harmless. ``quote`` is the seq of
    what they quote. From a desk, ``script`` and ``script_version`` name what they began as, and
    ``guard_seen`` says that the agent has read the guard's warning and sends past it."""

    name: ClassVar[str] = "message.send"
    client_id: UUID
    text: str
    quote: int | None = None
    script: int | None = None
    script_version: int | None = None
    guard_seen: bool = False


@dataclass(frozen=True, kw_only=True)
class MessageRecall(ThreadCommand):
    """Take one's own message back."""

    name: ClassVar[str] = "message.recall"
    seq: int
    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class CardSend(ThreadCommand):
    """Send a card about an order, product or case; ``about`` is its number at the desk."""

    name: ClassVar[str] = "card.send"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    client_id: UUID
    card: CardType
    about: int


@dataclass(frozen=True, kw_only=True)
class CardAnswer(ThreadCommand):
    """Answer the address card ``seq``; with ``change`` at least one of the four says what."""

    name: ClassVar[str] = "card.answer"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.CHAT,)
    client_id: UUID
    seq: int
    says: Says
    receiver: str = ""
    phone: str = ""
    address: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class CardPage(ThreadCommand):
    """Where the page behind the card ``seq`` is: of a case, or of applying about an order."""

    name: ClassVar[str] = "card.page"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.CHAT,)
    seq: int


@dataclass(frozen=True, kw_only=True)
class PositionReport(ThreadCommand):
    """How far this side has received and seen."""

    name: ClassVar[str] = "position.report"
    delivered: int
    read: int = 0


@dataclass(frozen=True, kw_only=True)
class SessionTake(ThreadCommand):
    """I hold this chat from now on."""

    name: ClassVar[str] = "session.take"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)


@dataclass(frozen=True, kw_only=True)
class SessionFinish(ThreadCommand):
    """This ChatSession is over; perhaps with the reason why nothing was bought, and with an
    invitation to say how it was (where the shop lets its agents choose)."""

    name: ClassVar[str] = "session.finish"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    not_bought: str = ""
    invite: bool = False


@dataclass(frozen=True, kw_only=True)
class SessionTransfer(ThreadCommand):
    """A colleague, or whoever of a group has room, holds this chat from now on."""

    name: ClassVar[str] = "session.transfer"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    member: int | None = None
    group: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TypingReport(ThreadCommand):
    """I am writing just now. ``text``: a buyer's words so far, where the shop reads along."""

    name: ClassVar[str] = "typing.report"
    # Not in the command's repr, so that no error can carry it into a log.
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class PresenceChoose(Command):
    """Whether I take chats from now on."""

    name: ClassVar[str] = "presence.choose"
    sockets: ClassVar[tuple[SocketKind, ...]] = (SocketKind.DESK,)
    state: ChosenState


EVERY: tuple[type[Command], ...] = (
    Hello,
    PageLook,
    Ping,
    HoursAsk,
    ListOpen,
    ThreadOpen,
    ThreadWatch,
    ThreadFill,
    ThreadHistory,
    MessageSend,
    MessageRecall,
    CardSend,
    CardAnswer,
    CardPage,
    PositionReport,
    SessionTake,
    SessionFinish,
    SessionTransfer,
    TypingReport,
    PresenceChoose,
    *INSIDE_COMMANDS,
    *FILE_COMMANDS,
)

COMMANDS: dict[str, type[Command]] = {command.name: command for command in EVERY}

MAX_COUNT = 2**31 - 1
"""The highest seq that a frame may name (the column is a four-byte integer)."""

ROW_NUMBERS = frozenset(("conversation", "about", "member", "group", "tag"))
"""Fields that name a row: eight bytes."""
