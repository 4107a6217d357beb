"""What an order brought in and what has left it, counted the way the database's trigger does."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, Sum

from aftersales.access import Held
from aftersales.machine.words import Kind, State
from aftersales.models import Case, CaseLine, Refund
from aftersales.models.refund import GONE, LIVE
from aftersales.money import Line, Purse, most_fen
from helpdesk.commerce.models import Order, OrderLine


def purse_of(order: Order, *, without_case: int | None = None) -> Purse:
    """Hold the order, or it may have changed by the time you read this.

    The platform's word and our own refunds are one pot: the larger of the two has left. What open
    cases ask for is promised, except ``without_case``'s.
    """
    of_order = Refund.objects.filter(shop_id=order.shop_id, order_id=order.pk)
    fen = of_order.aggregate(
        gone=Sum("fen", filter=Q(state__in=GONE), default=0),
        live=Sum("fen", filter=Q(state__in=LIVE) & ~Q(case_id=without_case or 0), default=0),
    )
    asked = (
        Case.objects.filter(shop_id=order.shop_id, order_id=order.pk, is_open=True)
        .exclude(pk=without_case or 0)
        .exclude(Exists(of_order.filter(case_id=OuterRef("pk")).exclude(state="refused")))
        .aggregate(fen=Sum("amount_fen", default=0))["fen"]
    )
    gone = max(order.refunded_fen, fen["gone"])
    return Purse(order.paid_fen, gone, fen["live"] + asked)


def most_for(
    order: Order, kind: Kind, positions: Iterable[int], *, without_case: int | None = None
) -> int:
    """The most that a case of this kind about these lines may give back."""
    purse = purse_of(order, without_case=without_case)
    if kind is Kind.GOODWILL:
        return purse.left_fen
    return most_of_lines(order, purse, positions, without_case=without_case)


def most_instead(held: Held) -> int:
    """The most that may be paid in place of what a case was to send."""
    case = held.case
    places = [line.position for line in case.lines.all()]
    return most_for(held.order, Kind.REFUND, places, without_case=case.pk)


def most_of_lines(
    order: Order, purse: Purse, positions: Iterable[int], *, without_case: int | None = None
) -> int:
    """The same for any kind about lines, from what the order still holds."""
    lines = [
        Line(line.position, line.price_fen * line.quantity)
        for line in OrderLine.objects.filter(shop_id=order.shop_id, order_id=order.pk)
    ]
    taken = (
        CaseLine.objects.filter(shop_id=order.shop_id, order_id=order.pk)
        .filter(Q(is_open=True) | Q(case__state=State.DONE, case__amount_fen__gt=0))
        .exclude(case_id=without_case or 0)
        .values_list("position", flat=True)
    )
    return most_fen(
        lines=lines,
        chosen=positions,
        others_taken=taken,
        freight_fen=order.freight_fen,
        shipped=order.shipped_at is not None,
        purse=purse,
    )
