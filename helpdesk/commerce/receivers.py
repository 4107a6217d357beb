"""Who an order goes to: sealed in its row, opened here alone, shown masked.

The row knows name, phone and address only as sealed values, each bound to its shop, order and
field, and the phone by two keyed hashes (whole, last four digits), by which it is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.commerce.masking import mask_address, mask_name, mask_phone
from helpdesk.commerce.models import Order
from helpdesk.commerce.phone_numbers import plain_phone, tail_of
from helpdesk.kernel.keyed_hash import keyed_hash, keyed_hashes
from helpdesk.kernel.sealing import Unreadable, seal, unseal

RECEIVER = ("receiver_name", "receiver_phone", "receiver_address")
"""The fields of `OrderFacts` that are sealed."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "receiver_name": ("receiver_name_sealed",),
    "receiver_phone": ("receiver_phone_sealed", "phone_hash", "phone_tail_hash"),
    "receiver_address": ("receiver_address_sealed",),
}
"""The columns that change with each."""

NOTHING = dict.fromkeys((column for columns in COLUMNS.values() for column in columns), None)
"""A row of which nothing is kept."""

MASKS = {"receiver_name": mask_name, "receiver_phone": mask_phone, "receiver_address": mask_address}


def opened(order: Order, field: str) -> str:
    """What the field really says; empty when nothing is known, `Unreadable` without the key."""
    sealed = getattr(order, COLUMNS[field][0])
    return unseal(sealed, *_place(order, field)) if sealed else ""


def close_up(order: Order, field: str, words: str) -> None:
    """Put the words into the row in memory, sealed; the caller stores it."""
    setattr(order, COLUMNS[field][0], seal(words, *_place(order, field)) if words else None)
    if field == "receiver_phone":
        whole, tail = plain_phone(words), tail_of(words)
        order.phone_hash = keyed_hash(whole, order.shop_id, "phone") if whole else None
        order.phone_tail_hash = keyed_hash(tail, order.shop_id, "phone tail") if tail else None


def hashes_of_phone(shop_id: int, phone: str) -> list[bytes]:
    """What `Order.phone_hash` may be for this number, however it is written; none for no number."""
    whole = plain_phone(phone)
    return keyed_hashes(whole, shop_id, "phone") if whole else []


def hashes_of_tail(shop_id: int, tail: str) -> list[bytes]:
    """What `Order.phone_tail_hash` may be for these four digits."""
    return keyed_hashes(tail, shop_id, "phone tail")


@dataclass(frozen=True, slots=True)
class ShownReceiver:
    """What anybody at the desk sees. ``problem`` says why there is nothing where there was."""

    name: str = ""
    phone: str = ""
    address: str = ""
    # "": all is well; "erased": the shop's time for it is over; "unreadable": no key opens it.
    problem: str = ""

    @property
    def known(self) -> bool:
        return bool(self.name or self.phone or self.address)


def shown(order: Order) -> ShownReceiver:
    """Masked; never an error: a missing key must not take the panel away."""
    if order.receiver_erased_at is not None:
        return ShownReceiver(problem="erased")
    try:
        return ShownReceiver(*(MASKS[field](opened(order, field)) for field in RECEIVER))
    except Unreadable:
        return ShownReceiver(problem="unreadable")


def _place(order: Order, field: str) -> tuple[str | int, ...]:
    """The number and not the row's id: it is known before the row is, and never changes."""
    return order.shop_id, "order", order.number, field
