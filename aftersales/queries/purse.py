"""What an order brought in and what has left it, counted the way the database's trigger does."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, Sum

from aftersales.access import Held
from aftersales.causes import Cause
from aftersales.freight import freight_of
from aftersales.machine.words import Kind, State
from aftersales.models import Case, CaseLine, Refund
from aftersales.models.refund import GONE, LIVE
from aftersales.money import Line, Purse, most_fen, shares
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
    order: Order,
    kind: Kind,
    cause: Cause,
    positions: Iterable[int],
    *,
    without_case: int | None = None,
) -> int:
    """The most that a case of this kind, for this cause, about these lines may give back."""
    purse = purse_of(order, without_case=without_case)
    if kind is Kind.GOODWILL:
        return purse.left_fen
    return most_of_lines(order, purse, cause, positions, without_case=without_case)[kind]


def most_instead(held: Held) -> int:
    """The most that may be paid in place of what a case was to send."""
    case = held.case
    places = [line.position for line in case.lines.all()]
    return most_for(held.order, Kind.REFUND, Cause(case.cause), places, without_case=case.pk)


GIVES_BACK = (Kind.REFUND, Kind.RETURN)
"""By which a line is given back, and the freight with the last one."""


def most_of_lines(
    order: Order,
    purse: Purse,
    cause: Cause,
    positions: Iterable[int],
    *,
    without_case: int | None = None,
) -> dict[Kind, int]:
    """The same for the kinds about lines, from what the order still holds. Two queries."""
    lines = [
        Line(line.position, line.price_fen * line.quantity)
        for line in OrderLine.objects.filter(shop_id=order.shop_id, order_id=order.pk)
    ]
    taken, given_back = _before(order, without_case)
    owed = freight_of(cause, shipped=order.shipped_at is not None).way_out_back
    chosen = list(positions)
    return {
        kind: most_fen(
            lines=lines,
            chosen=chosen,
            others_taken=taken,
            given_back=given_back,
            freight_fen=order.freight_fen,
            freight_back=owed and kind in GIVES_BACK,
            purse=purse,
        )
        for kind in (*GIVES_BACK, Kind.PRICE)
    }


def _before(order: Order, without_case: int | None) -> tuple[set[int], dict[int, int]]:
    """Which lines other cases give or gave back, and how much was paid for each: the sum of a
    case about several lines is spread over them by price, as what was paid was."""
    rows = (
        CaseLine.objects.filter(shop_id=order.shop_id, case__shop_id=order.shop_id)
        .filter(case__order_id=order.pk)  # cases have an index by it, their lines have not
        .filter(Q(is_open=True) | Q(case__state=State.DONE, case__amount_fen__gt=0))
        .exclude(case_id=without_case or 0)
        .select_related("case")
        .only("position", "price_fen", "quantity", "is_open", "case__kind", "case__amount_fen")
    )
    taken: set[int] = set()
    paid: dict[int, tuple[int, list[Line]]] = {}
    for row in rows:
        if row.case.kind in GIVES_BACK:
            taken.add(row.position)
        if not row.is_open:
            line = Line(row.position, row.price_fen * row.quantity)
            paid.setdefault(row.case_id, (row.case.amount_fen, []))[1].append(line)
    given_back: dict[int, int] = {}
    for fen, lines in paid.values():
        for position, share in shares(lines, fen).items():
            given_back[position] = given_back.get(position, 0) + share
    return taken, given_back
