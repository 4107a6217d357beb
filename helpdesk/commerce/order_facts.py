"""What the outside (a file, an API call, a webhook) says about orders, and what came of it.

``None`` means "not said" and leaves what is known; an empty value is a value.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from helpdesk.kernel.errors import HelpdeskError


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One row of an order. ``sku_code`` and ``title`` find the shop's own SKU and product."""

    title: str
    spec: str = ""
    quantity: int = 1
    price_fen: int = 0
    sku_code: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One payment; ``method`` and ``reference`` in the platform's words."""

    fen: int
    paid_at: datetime
    part: str = "whole"
    method: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """An order as somebody outside knows it. New orders need platform, state and created_at."""

    number: str
    platform: str | None = None
    buyer_nick: str | None = None
    state: str | None = None
    goods_fen: int | None = None
    freight_fen: int | None = None
    discount_fen: int | None = None
    paid_fen: int | None = None
    refunded_fen: int | None = None
    created_at: datetime | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    finished_at: datetime | None = None
    # Kept as they are when a person set them on the desk later than ``as_of``.
    flag: int | None = None
    memo: str | None = None
    receiver_name: str | None = None
    receiver_phone: str | None = None
    receiver_address: str | None = None
    lines: tuple[LineFacts, ...] | None = None
    # All payments of the order; where only a total is known, ``paid_fen`` says it.
    payments: tuple[PaymentFacts, ...] | None = None
    # When all this was true; an older word than the last one changes nothing.
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentFacts:
    """A parcel of a known order. The courier is found by name or code, or made."""

    order_number: str
    courier: str
    waybill: str
    shipped_at: datetime
    signed_at: datetime | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFacts:
    """One scan of a parcel, in the courier's words."""

    waybill: str
    at: datetime
    text: str
    place: str = ""


Outcome = Literal["created", "changed", "unchanged", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upserted:
    """What one row of facts did, or would do: ``fields`` are the columns that changed."""

    outcome: Outcome
    number: str
    order_id: int | None = None
    fields: tuple[str, ...] = ()
    error: HelpdeskError | None = None
