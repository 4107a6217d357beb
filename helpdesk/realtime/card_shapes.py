"""The JSON shapes of what a card says, of the answer to one, and their codes."""

from typing import Literal, TypedDict

from helpdesk.realtime.file_shapes import FileShape

CardType = Literal["order", "product", "address", "case"]
Says = Literal["right", "change"]
LastCard = Literal["", "order", "product", "address", "case", "right", "change", "image", "file"]
OrderStateCode = Literal["unpaid", "paid", "shipped", "signed", "finished", "closed"]


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


CaseKindCode = Literal[
    "refund", "return", "exchange", "reship", "repair", "price", "goodwill", "invoice"
]


class CaseCardShape(GoodsShape):
    """How far an after-sales case was when the card was sent; until when, and who is waited for.

    ``state`` is a code of the machine (docs/aftersales.md).
    """

    type: Literal["case"]
    wish: CaseKindCode
    state: str
    amount_fen: int
    timer: str
    due_at: str | None


CardShape = (
    OrderCardShape | ProductCardShape | AddressCardShape | CaseCardShape | AnswerShape | FileShape
)
