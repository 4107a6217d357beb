"""The JSON shapes that events and answers carry. `export_events` writes them out as JSDoc types."""

from typing import Literal, TypedDict

Side = Literal["buyer", "agent", "auto", "system"]
EntryKind = Literal["message", "recall", "card", "file", "answer", "system"]
CardType = Literal["order", "product", "address"]
Says = Literal["right", "change"]
FileType = Literal["image", "file"]
FileKind = Literal["jpeg", "png", "gif", "webp", "pdf", "xlsx", "docx"]
LastCard = Literal["", "order", "product", "address", "right", "change", "image", "file"]
OrderStateCode = Literal["unpaid", "paid", "shipped", "signed", "finished", "closed"]
SessionState = Literal["waiting", "active", "finished"]
Tab = Literal["waiting", "mine", "all"]
PresenceState = Literal["accepting", "busy", "resting", "leaving", "away"]
ChosenState = Literal["accepting", "busy", "resting", "leaving"]


class GoodsShape(TypedDict):
    """Which order it is: its first row, and how many there are."""

    tail: str
    title: str
    spec: str
    quantity: int
    kinds: int


class OrderCardShape(GoodsShape):
    """How far an order was when the card was sent; money in fen, a waybill masked."""

    type: Literal["order"]
    state: OrderStateCode
    amount_fen: int
    refunded_fen: int
    courier: str
    waybill: str
    place: str
    scanned_at: str | None
    signed_at: str | None
    leaves_at: str | None
    arrives_on: str | None


class StockShape(TypedDict):
    """What the shop says of the stock of one colour and size."""

    spec: str
    note: str


class ProductCardShape(TypedDict):
    """Something the shop sells; ``stock`` only where its rule allows."""

    type: Literal["product"]
    name: str
    price_fen: int
    colours: list[str]
    variants: list[str]
    stock: list[StockShape]
    facts: str


class AddressCardShape(GoodsShape):
    """The question whether an order goes to the right place; personal data masked."""

    type: Literal["address"]
    amount_fen: int
    receiver: str
    phone: str
    address: str


class AnswerShape(TypedDict):
    """What the buyer says to it; what is to be changed masked, free words as they wrote them."""

    type: Literal["answer"]
    says: Says
    tail: str
    title: str
    receiver: str
    phone: str
    address: str
    words: str


class FileShape(TypedDict):
    """A picture or a file; ``url`` and ``thumb`` are signed and run out (`file.address` renews)."""

    type: FileType
    name: str
    kind: FileKind
    size: int
    width: int | None
    height: int | None
    moving: bool
    url: str
    thumb: str


CardShape = OrderCardShape | ProductCardShape | AddressCardShape | AnswerShape | FileShape


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
    recalled: bool


class PersonShape(TypedDict):
    """A colleague; the number is within the desk and null on a buyer's socket."""

    id: int | None
    name: str


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
    version: int


class DigestShape(TypedDict):
    """Counts of the tabs and a number that differs when any open row differs."""

    waiting: int
    mine: int
    all: int
    checksum: str


class FileRulesShape(TypedDict):
    """What may be sent: sizes in MB, how many at once, and whether more than pictures."""

    image_mb: int
    file_mb: int
    per_message: int
    documents: bool


class RulesShape(TypedDict):
    """The shop's rules that a browser needs."""

    max_length: int
    recall_seconds: int
    wait_steps: list[int]
    files: FileRulesShape


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
    AnswerShape,
    FileShape,
    EntryShape,
    PersonShape,
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
)
