"""The JSON shapes that events and answers carry. `export_events` writes them out as JSDoc types."""

from typing import Literal, TypedDict

Side = Literal["buyer", "agent", "auto", "system"]
EntryKind = Literal["message", "recall", "card", "answer", "system"]
CardType = Literal["order", "product", "address"]
Says = Literal["right", "change"]
LastCard = Literal["", "order", "product", "address", "right", "change"]
OrderStateCode = Literal["unpaid", "paid", "shipped", "signed", "finished", "closed"]
SessionState = Literal["waiting", "active", "finished"]
Stage = Literal["pre_sale", "in_sale", "after_sale"]
Tab = Literal["waiting", "mine", "all"]


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


CardShape = OrderCardShape | ProductCardShape | AddressCardShape | AnswerShape


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


class RulesShape(TypedDict):
    """The shop's rules that a browser needs."""

    max_length: int
    recall_seconds: int
    wait_steps: list[int]


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


class NoteShape(TypedDict):
    """What colleagues wrote beside a thread, after the entry ``anchor``."""

    number: int
    change: int
    anchor: int
    author: str
    author_id: int
    text: str
    at: str
    edited: bool
    deleted: bool
    client_id: str
    mentions: list[int]


class MentionShape(TypedDict):
    """One note in which I am named."""

    conversation: int
    buyer: str
    number: int
    author: str
    text: str
    at: str
    seen: bool


class TagShape(TypedDict):
    """One word of the shop's list of tags."""

    id: int
    name: str
    retired: bool


class RatingShape(TypedDict):
    """What a buyer is asked about one reception, and what they said."""

    session: int
    agent: str | None
    expires_at: str
    score: int | None
    comment: str


SHAPES: tuple[type, ...] = (
    OrderCardShape,
    StockShape,
    ProductCardShape,
    AddressCardShape,
    AnswerShape,
    EntryShape,
    PersonShape,
    BuyerShape,
    PositionShape,
    PositionsShape,
    SessionShape,
    ThreadShape,
    RowShape,
    DigestShape,
    RulesShape,
    HoursShape,
    PageShape,
    MeShape,
    ShopShape,
    NoteShape,
    MentionShape,
    TagShape,
    RatingShape,
)
