"""A buyer's orders as the panel beside the chat shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import Count, F, Prefetch, Q, Sum

from helpdesk.accounts.policies import policies_of, value_of
from helpdesk.commerce.flags import Flag, palette
from helpdesk.commerce.memo_words import MEMO_WORDS
from helpdesk.commerce.models import (
    Courier,
    Order,
    OrderLine,
    OrderState,
    Payment,
    Shipment,
    TrackingEvent,
)
from helpdesk.commerce.order_parts import parts_of
from helpdesk.commerce.policy_rules import FLAG_MEANINGS, REVEAL_SECONDS
from helpdesk.commerce.queries.parcels import Clockwork, OrderCard, clockwork_for, order_card
from helpdesk.commerce.reveal_words import FIELDS, MOST_WORDS, REASONS
from helpdesk.kernel.clock import now

ORDERS_SHOWN = 3
MORE_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Value:
    """What a buyer has brought the shop, refunds taken off."""

    orders: int
    kept_fen: int
    refunds: int


@dataclass(frozen=True, slots=True)
class OrderPanel:
    """All that `templates/commerce/_orders.html` shows."""

    buyer_id: int
    value: Value
    cards: Sequence[OrderCard]
    # Where the next page begins; None at the end.
    next_from: int | None
    flags: Sequence[Flag]
    couriers: Sequence[str]
    # For how long a receiver's data may be seen once it is opened.
    reveal_seconds: int


def order_panel(*, shop_id: int, buyer_id: int, zone: tzinfo) -> OrderPanel:
    """The newest orders of one buyer, and what they all come to."""
    value = _value(shop_id, buyer_id)
    if not value.orders:
        return OrderPanel(buyer_id, value, (), None, (), (), 0)
    policies = policies_of(shop_id)
    cards, next_from = _page(
        shop_id, buyer_id, zone=zone, policies=policies, start=0, size=ORDERS_SHOWN
    )
    flags = palette(policies[FLAG_MEANINGS])
    seconds = policies[REVEAL_SECONDS]
    return OrderPanel(buyer_id, value, cards, next_from, flags, _couriers(shop_id), seconds)


def more_orders(
    *, shop_id: int, buyer_id: int, zone: tzinfo, start: int
) -> tuple[list[OrderCard], int | None, Sequence[Flag]]:
    """The next orders of the buyer, where those after them begin, and the flags."""
    policies = policies_of(shop_id)
    cards, next_from = _page(
        shop_id, buyer_id, zone=zone, policies=policies, start=start, size=MORE_AT_ONCE
    )
    return cards, next_from, palette(policies[FLAG_MEANINGS])


def one_card(order: Order, *, zone: tzinfo) -> tuple[OrderCard, Sequence[Flag]]:
    """One order anew, after something was changed on it."""
    policies = policies_of(order.shop_id)
    [full] = _with_parts(Order.objects.filter(shop_id=order.shop_id, pk=order.pk), order.shop_id)
    clockwork = clockwork_for([full], zone=zone, policies=policies, at=now())
    parts = parts_of(order.shop_id, [order.pk])
    return order_card(full, clockwork, parts.get(order.pk, ())), palette(policies[FLAG_MEANINGS])


def order_facts(order: Order, *, zone: tzinfo) -> dict[str, Any]:
    """What `templates/commerce/order_page.html` shows: the order, and what its dialogs offer."""
    card, flags = one_card(order, zone=zone)
    return {
        "card": card,
        "flags": flags,
        "buyer": order.buyer,
        "orders": {"couriers": _couriers(order.shop_id)},
        "memo_words": MEMO_WORDS,
        "reveal": reveal_facts(value_of(order.shop_id, REVEAL_SECONDS)),
    }


def reveal_facts(seconds: int) -> dict[str, Any]:
    """What the dialog before a receiver's data asks."""
    return {
        "fields": FIELDS.items(),
        "reasons": REASONS.items(),
        "most_words": MOST_WORDS,
        "seconds": seconds,
    }


def _couriers(shop_id: int) -> list[str]:
    names = Courier.objects.filter(shop_id=shop_id).order_by("name")
    return list(names.values_list("name", flat=True))


def _page(
    shop_id: int, buyer_id: int, *, zone: tzinfo, policies: dict[str, Any], start: int, size: int
) -> tuple[list[OrderCard], int | None]:
    newest = Order.objects.filter(shop_id=shop_id, buyer_id=buyer_id).order_by("-created_at", "-id")
    found = list(_with_parts(newest[start : start + size + 1], shop_id))
    orders, next_from = found[:size], start + size if len(found) > size else None
    at: datetime = now()
    clockwork: Clockwork = clockwork_for(orders, zone=zone, policies=policies, at=at)
    parts = parts_of(shop_id, [order.pk for order in orders])
    cards = [order_card(order, clockwork, parts.get(order.pk, ())) for order in orders]
    return cards, next_from


def _with_parts(orders: Any, shop_id: int) -> Any:
    """With lines, payments, parcels and scans; each asked for by shop, as the keys are."""
    scans = TrackingEvent.objects.filter(shop_id=shop_id).order_by("-at", "-id")
    parcels = (
        Shipment.objects.filter(shop_id=shop_id)
        .select_related("courier")
        .order_by("-shipped_at", "-id")
        .prefetch_related(Prefetch("events", scans))
    )
    lines = OrderLine.objects.filter(shop_id=shop_id).order_by("position")
    payments = Payment.objects.filter(shop_id=shop_id).order_by("paid_at", "id")
    return orders.prefetch_related(
        Prefetch("lines", lines), Prefetch("payments", payments), Prefetch("shipments", parcels)
    )


def _value(shop_id: int, buyer_id: int) -> Value:
    paid = ~Q(state=OrderState.UNPAID)
    found = Order.objects.filter(shop_id=shop_id, buyer_id=buyer_id).aggregate(
        orders=Count("pk"),
        kept=Sum(F("paid_fen") - F("refunded_fen"), filter=paid),
        refunds=Count("pk", filter=Q(refunded_fen__gt=0)),
    )
    return Value(found["orders"], found["kept"] or 0, found["refunds"])
