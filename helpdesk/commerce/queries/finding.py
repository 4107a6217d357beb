"""Orders and buyers of one shop by what somebody has in hand: a number, a phone, a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Func, Prefetch, Q, QuerySet

from helpdesk.commerce.models import Buyer, Order, OrderLine, Platform
from helpdesk.commerce.receivers import ShownReceiver, hashes_of_phone, hashes_of_tail, shown
from helpdesk.commerce.search_words import Sought

MOST = 20
LAST = "\U0010ffff"
"""After any text that begins in a given way: a range in place of LIKE, which an index serves."""


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """One order, masked; ``why`` says by what it was found: number, phone."""

    id: int
    tail: str
    why: str
    buyer_id: int | None
    buyer_name: str
    state_label: str
    title: str
    created_at: datetime
    receiver: ShownReceiver


@dataclass(frozen=True, slots=True)
class FoundBuyer:
    """One buyer by the name they have on their platform."""

    buyer_id: int
    name: str
    platform_label: str
    region: str


def found_orders(shop_id: int, sought: Sought) -> list[FoundOrder]:
    """Whole numbers before tails, newest first; at most `MOST`."""
    found: dict[int, FoundOrder] = {}
    for why, condition in _ways(shop_id, sought):
        for order in _orders(shop_id).filter(condition).order_by("-created_at", "-id")[:MOST]:
            found.setdefault(order.pk, _found(order, why))
    return list(found.values())[:MOST]


def order_ids(shop_id: int, sought: Sought) -> list[int]:
    """The numbers of the same orders, without what lists show of them."""
    found: dict[int, None] = {}
    for _why, condition in _ways(shop_id, sought):
        rows = _orders(shop_id).filter(condition).order_by("-created_at", "-id")
        found.update(dict.fromkeys(rows.values_list("pk", flat=True)[:MOST]))
    return list(found)


def buyer_ids(shop_id: int, sought: Sought) -> list[int]:
    """The numbers of the buyers whose nickname begins so."""
    return [one.buyer_id for one in found_buyers(shop_id, sought)]


def found_buyers(shop_id: int, sought: Sought) -> list[FoundBuyer]:
    """Those whose nickname begins so."""
    rows = Buyer.objects.filter(
        shop_id=shop_id,
        platform__in=Platform.values,
        nick__gte=sought.nick,
        nick__lt=sought.nick + LAST,
    ).order_by("nick", "pk")[:MOST]
    return [
        FoundBuyer(row.pk, row.name, str(Platform(row.platform).label), row.region) for row in rows
    ]


def _ways(shop_id: int, sought: Sought) -> Iterator[tuple[str, Q]]:
    """Each is one query that an index of its own answers."""
    yield "number", Q(number=sought.number)
    if sought.phone:
        yield "phone", Q(phone_hash__in=hashes_of_phone(shop_id, sought.phone))
    if sought.number_tail:
        yield "number", Q(number_end=sought.number_tail)
    if sought.phone_tail:
        yield "phone", Q(phone_tail_hash__in=hashes_of_tail(shop_id, sought.phone_tail))


def _orders(shop_id: int) -> QuerySet[Order]:
    lines = OrderLine.objects.filter(shop_id=shop_id).order_by("position")
    return (
        Order.objects.filter(shop_id=shop_id)
        .alias(number_end=Func(F("number"), 4, function="right", output_field=CharField()))
        .select_related("buyer")
        .prefetch_related(Prefetch("lines", lines))
    )


def _found(order: Order, why: str) -> FoundOrder:
    line = next(iter(order.lines.all()), None)
    return FoundOrder(
        id=order.pk,
        tail=order.tail,
        why=why,
        buyer_id=order.buyer_id,
        buyer_name=order.buyer.name if order.buyer else "",
        state_label=order.get_state_display(),
        title=f"{line.title} {line.spec}".strip() if line else "",
        created_at=order.created_at,
        receiver=shown(order),
    )
