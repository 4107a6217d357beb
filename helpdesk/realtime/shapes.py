"""The JSON shapes that events and answers carry. `export_events` writes them out as JSDoc types."""

from typing import Literal, TypedDict

from helpdesk.realtime.card_shapes import AddressCardShape as AddressCardShape
from helpdesk.realtime.card_shapes import AnswerShape as AnswerShape
from helpdesk.realtime.card_shapes import CardShape as CardShape
from helpdesk.realtime.card_shapes import CardType as CardType
from helpdesk.realtime.card_shapes import CaseCardShape as CaseCardShape
from helpdesk.realtime.card_shapes import GoodsShape as GoodsShape
from helpdesk.realtime.card_shapes import LastCard as LastCard
from helpdesk.realtime.card_shapes import OrderCardShape as OrderCardShape
from helpdesk.realtime.card_shapes import OrderStateCode as OrderStateCode
from helpdesk.realtime.card_shapes import ProductCardShape as ProductCardShape
from helpdesk.realtime.card_shapes import Says as Says
from helpdesk.realtime.card_shapes import StockShape as StockShape
from helpdesk.realtime.file_shapes import FileKind as FileKind
from helpdesk.realtime.file_shapes import FileRulesShape as FileRulesShape
from helpdesk.realtime.file_shapes import FileShape as FileShape
from helpdesk.realtime.file_shapes import FileType as FileType
from helpdesk.realtime.inside_shapes import MentionShape as MentionShape
from helpdesk.realtime.inside_shapes import NoteShape as NoteShape
from helpdesk.realtime.inside_shapes import RatingShape as RatingShape
from helpdesk.realtime.inside_shapes import TagShape as TagShape
from helpdesk.realtime.inside_shapes import WhisperedTo as WhisperedTo

Side = Literal["buyer", "agent", "auto", "system"]
EntryKind = Literal["message", "recall", "card", "file", "answer", "system"]
SessionState = Literal["waiting", "active", "finished"]
Stage = Literal["pre_sale", "in_sale", "after_sale"]
Tab = Literal["waiting", "mine", "all"]
PresenceState = Literal["accepting", "busy", "resting", "leaving", "away"]
ChosenState = Literal["accepting", "busy", "resting", "leaving"]


class QuoteShape(TypedDict):
    """What a message shows of the one it quotes; no word of what was recalled since."""

    seq: int
    side: Side
    author: str | None
    text: str
    code: LastCard
    recalled: bool


class EntryShape(TypedDict):
    """One line of a thread that both sides may see."""

    seq: int
    kind: EntryKind
    side: Side
    author: str | None
    author_id: int | None
    text: str
    card: CardShape | None
    at: str
    session: int
    client_id: str | None
    target: int | None
    quote: QuoteShape | None
    recalled: bool


class PersonShape(TypedDict):
    """A colleague; the number is within the desk and null on a buyer's socket."""

    id: int | None
    name: str


class SaidShape(TypedDict):
    """Words of the product in one of the interface's languages."""

    language: str
    words: str


class HandedShape(TypedDict):
    """A chat that a colleague handed over: who, their note, and whether it was answered since."""

    id: int
    name: str
    note: str
    answered: bool


class QueueShape(TypedDict):
    """Where a waiting buyer stands. ``queue``: how many are before them, and about how long it
    takes where that was measured. ``leave``: nobody is at work, an answer comes by ``reply_by``."""

    mode: Literal["queue", "leave"]
    ahead: int
    minutes: int | None
    reply_by: str | None


class PresenceShape(TypedDict):
    """What a colleague does just now; ``capacity`` is their own number, null the shop's rule."""

    member: PersonShape
    state: PresenceState
    since: str
    until: str | None
    capacity: int | None


class MyPlaceShape(TypedDict):
    """The agent's own state, and how many chats they take: own number, else normal or peak."""

    state: PresenceState
    until: str | None
    capacity: int | None
    normal: int
    peak: int
    peak_until: str | None


class BuyerShape(TypedDict):
    """The buyer as the list shows them."""

    name: str
    platform: str


class PositionShape(TypedDict):
    """How far one side has received and seen."""

    delivered: int
    read: int


class PositionsShape(TypedDict):
    """Both sides' positions."""

    buyer: PositionShape
    shop: PositionShape


class SessionShape(TypedDict):
    """The latest ChatSession of a thread."""

    number: int
    state: SessionState
    agent: PersonShape | None


class ThreadShape(TypedDict):
    """A stretch of a thread: the cursor becomes ``through``; ``last`` is where the thread ends."""

    entries: list[EntryShape]
    through: int
    last: int
    first: int
    session: SessionShape | None
    positions: PositionsShape


class RowShape(TypedDict):
    """One line of the desk's list."""

    conversation: int
    buyer: BuyerShape
    state: SessionState
    owner: PersonShape | None
    last_text: str
    last_side: Side
    last_card: LastCard
    last_at: str
    last_seq: int
    unread: int
    unanswered_since: str | None
    session: int
    handed: HandedShape | None
    stage: Stage
    tags: list[int]
    snoozed_until: str | None
    woken: bool
    blocked: bool
    version: int


class DigestShape(TypedDict):
    """Counts of the tabs and a number that differs when any open row differs."""

    waiting: int
    mine: int
    all: int
    checksum: str


GuardLevel = Literal["hint", "warn", "block"]


class RulesShape(TypedDict):
    """The shop's rules that a browser needs; ``guard``: the levels at which an agent's words are
    judged."""

    max_length: int
    recall_seconds: int
    wait_steps: list[int]
    emoji: bool
    files: FileRulesShape
    show_draft: bool
    guard: list[GuardLevel]


class HoursShape(TypedDict):
    """Whether the shop is open, in words that hold until a moment; then they are asked again."""

    open: bool
    words: str
    until: str


class PageShape(TypedDict):
    """A page of the shop's website that the buyer looks at; no address goes over the wire."""

    title: str
    product: str
    at: str


class MeShape(TypedDict):
    """The agent whose tab this is."""

    id: int
    name: str
    role: str


class ShopShape(TypedDict):
    """The shop that the tab works in."""

    name: str
    slug: str


SHAPES: tuple[type, ...] = (
    OrderCardShape,
    StockShape,
    ProductCardShape,
    AddressCardShape,
    CaseCardShape,
    AnswerShape,
    FileShape,
    QuoteShape,
    EntryShape,
    PersonShape,
    SaidShape,
    HandedShape,
    QueueShape,
    PresenceShape,
    MyPlaceShape,
    BuyerShape,
    PositionShape,
    PositionsShape,
    SessionShape,
    ThreadShape,
    RowShape,
    DigestShape,
    FileRulesShape,
    RulesShape,
    HoursShape,
    PageShape,
    MeShape,
    ShopShape,
    WhisperedTo,
    NoteShape,
    MentionShape,
    TagShape,
    RatingShape,
)
