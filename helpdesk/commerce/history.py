"""What happened to an order, as a list of moments. Pure but for the words of states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from helpdesk.commerce.models import Order, Payment, PaymentPart, Shipment

What = Literal["placed", "paid", "deposit", "balance", "shipped", "signed", "finished"]

BY_PART: dict[str, What] = {
    PaymentPart.WHOLE: "paid",
    PaymentPart.DEPOSIT: "deposit",
    PaymentPart.BALANCE: "balance",
}
IN_ORDER: tuple[What, ...] = (
    *("placed", "deposit", "paid"),
    *("balance", "shipped", "signed", "finished"),
)
RANK: dict[What, int] = {name: place for place, name in enumerate(IN_ORDER)}
"""Of what happened in the same second."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One moment. ``note`` is the channel or the courier; ``number`` says which."""

    at: datetime
    what: What
    fen: int = 0
    note: str = ""
    number: str = ""


def history_of(
    order: Order, payments: Sequence[Payment], parcels: Sequence[Shipment]
) -> list[Happened]:
    """Placed, paid, shipped, signed, finished: what is known of each, oldest first."""
    found = [Happened(order.created_at, "placed")]
    found += [
        Happened(one.paid_at, BY_PART[one.part], one.fen, one.method, one.reference)
        for one in payments
    ]
    for parcel in parcels:
        courier = parcel.courier.name
        found.append(Happened(parcel.shipped_at, "shipped", note=courier, number=parcel.waybill))
        if parcel.signed_at is not None:
            found.append(Happened(parcel.signed_at, "signed", note=courier, number=parcel.waybill))
    if not parcels and order.shipped_at is not None:
        found.append(Happened(order.shipped_at, "shipped"))
    if order.signed_at is not None and not any(one.what == "signed" for one in found):
        found.append(Happened(order.signed_at, "signed"))
    if order.finished_at is not None:
        found.append(Happened(order.finished_at, "finished"))
    return sorted(found, key=lambda one: (one.at, RANK[one.what]))
