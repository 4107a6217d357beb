"""What the registers hold of an order, for the panel beside the chat, and what can be put down."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from aftersales.registers.models import ProblemParcel, Reship
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.register import register_of
from helpdesk.commerce.order_parts import OrderPart

TEMPLATE = "aftersales/registers/_of_order.html"
LOOKED_INTO = (ProblemParcel, Reship)


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is open, in two words, and its page."""

    label: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class OfOrder:
    """An order's open rows, and its number for what is put down anew."""

    order_id: int
    held: Sequence[Held]


def register_parts(shop_id: int, order_ids: Sequence[int]) -> dict[int, OrderPart]:
    """Every order can be put down somewhere; one query for each register that knows orders."""
    found: dict[int, list[Held]] = {order_id: [] for order_id in order_ids}
    for model in LOOKED_INTO:
        rows = model.objects.filter(shop_id=shop_id, order_id__in=order_ids, is_open=True)
        for row in rows.order_by("pk"):
            found[row.order_id].append(_held(row))
    return {order: OrderPart(TEMPLATE, OfOrder(order, held)) for order, held in found.items()}


def _held(row: RegisterRow) -> Held:
    register = register_of(row)
    address = reverse(f"register-{register.key}", args=[row.pk])
    return Held(str(register.one), row.said, address)
