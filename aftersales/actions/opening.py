"""Open a case, and change an application that nobody has agreed to yet."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import Held, held_case
from aftersales.actions.following import follow
from aftersales.actions.moving import Told, make_move, note_event, row_for, seen, whose
from aftersales.actions.telling import tell_of_move
from aftersales.actions.timing import start_timer
from aftersales.amounts import check_amount
from aftersales.causes import Cause
from aftersales.doer import Doer
from aftersales.errors import CaseOpenAlready, EditsUsed, LineNotFound, WordsWrong
from aftersales.evidence import Evidence, checked
from aftersales.freight import freight_of
from aftersales.machine.table import PAYS, row_of
from aftersales.machine.words import Kind, Verb, Who
from aftersales.models import Case, CaseLine
from aftersales.models.case import MOST_EDITS, WITHOUT_LINES
from aftersales.queries.purse import most_for
from helpdesk.commerce.access import locked_order
from helpdesk.commerce.models import Order, OrderLine
from helpdesk.kernel.clock import now


@transaction.atomic
def open_case(
    *,
    doer: Doer,
    order_id: int,
    kind: Kind,
    cause: Cause,
    positions: Sequence[int] = (),
    amount_fen: int = 0,
    words: str = "",
    evidence: Sequence[Evidence] = (),
    of_shop: bool = False,
) -> Case:
    """A new case about these lines of the shop's order. ``of_shop``: nobody asked, the shop offers.

    LineNotFound, CaseOpenAlready, AmountWrong; a stranger's order is not found.
    """
    order = locked_order(doer.shop_id, order_id)
    lines = _lines(order, kind, positions)
    places = [line.position for line in lines]
    _none_open(order, kind, places)
    most = most_for(order, kind, cause, places) if kind in PAYS else 0
    check_amount(kind, amount_fen, most=most)
    row = row_of(kind, None, Verb.OPEN)
    assert row is not None
    whose(row, doer)
    at = now()
    by_staff = doer.who is Who.STAFF
    case = Case(
        shop_id=doer.shop_id,
        order=order,
        buyer_id=order.buyer_id,
        kind=kind,
        state=row.after,
        cause=cause,
        words=checked(words, _("经过")),
        amount_fen=amount_fen,
        opened_by_id=doer.member_id,
        of_shop=by_staff and of_shop,
        opened_at=at,
    )
    _bear_freight(case, order)
    case.save()
    CaseLine.objects.bulk_create(
        CaseLine(
            shop_id=case.shop_id,
            case=case,
            order=order,
            position=line.position,
            product_id=line.product_id,
            sku_id=line.sku_id,
            opened_at=at,
            title=line.title,
            spec=line.spec,
            quantity=line.quantity,
            price_fen=line.price_fen,
        )
        for line in lines
    )
    held = Held(order, case)
    who = Who.STAFF if case.of_shop else Who.BUYER
    told = Told(reason=case.words, evidence=evidence)
    note_event(
        held=held, row=row, doer=doer, who=who, before="", at=at, told=told, data=_facts(case)
    )
    assert row.starts is not None
    start_timer(held=held, timer=row.starts, at=at)
    tell_of_move(held=held, row=row, doer=doer, who=who, before="", at=at)
    follow(case=case, doer=doer, outcome=str(row.verb.label), at=at)
    return case


@transaction.atomic
def edit_case(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    kind: Kind,
    cause: Cause,
    amount_fen: int,
    words: str = "",
    evidence: Sequence[Evidence] = (),
) -> Case:
    """Another application in place of the first, at most five times.

    As on the platforms, the sum of a refund without return stays, that of a return only falls.
    """
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    row_for(held, doer, Verb.EDIT)
    if case.edits >= MOST_EDITS:
        raise EditsUsed(most=MOST_EDITS)
    positions = [line.position for line in case.lines.all()]
    if (kind in WITHOUT_LINES) != (not positions) or (not positions and kind != case.kind):
        raise WordsWrong(
            field=_("类型"), problem=_("不能从「一件商品」改成「整个订单」，也不能反过来")
        )
    most = 0
    if kind in PAYS:
        most = most_for(held.order, kind, cause, positions, without_case=case.pk)
    least = 1
    if kind == case.kind and kind is Kind.RETURN:
        most = min(most, case.amount_fen)
    elif kind == case.kind and kind is Kind.REFUND:
        least = most = case.amount_fen
    check_amount(kind, amount_fen, most=most, least=least)
    before = _facts(case)
    case.kind, case.cause, case.amount_fen = kind, cause, amount_fen
    case.words = checked(words, _("经过"))
    case.edits += 1
    case.offer_kind, case.offer_fen = "", None
    _bear_freight(case, held.order)
    told = Told(reason=case.words, evidence=evidence)
    data = {**_facts(case), "was": before, "edits": case.edits}
    make_move(held=held, doer=doer, verb=Verb.EDIT, at=now(), told=told, data=data)
    return case


def _lines(order: Order, kind: Kind, positions: Sequence[int]) -> list[OrderLine]:
    wanted = sorted(set(positions))
    found = list(
        OrderLine.objects.filter(
            shop_id=order.shop_id, order_id=order.pk, position__in=wanted
        ).order_by("position")
    )
    if len(found) != len(wanted) or bool(wanted) == (kind in WITHOUT_LINES):
        raise LineNotFound()
    return found


def _none_open(order: Order, kind: Kind, positions: Sequence[int]) -> None:
    """A clear word before the unique index says the same."""
    case_id: int | None
    if kind in WITHOUT_LINES:
        of_order = Case.objects.filter(shop_id=order.shop_id, order_id=order.pk, is_open=True)
        case_id = of_order.filter(kind=kind).values_list("pk", flat=True).first()
    else:
        lines = CaseLine.objects.filter(shop_id=order.shop_id, order_id=order.pk, is_open=True)
        case_id = lines.filter(position__in=positions).values_list("case_id", flat=True).first()
    if case_id is not None:
        raise CaseOpenAlready(case=f"AS-{case_id}")


def _bear_freight(case: Case, order: Order) -> None:
    freight = freight_of(Cause(case.cause), shipped=order.shipped_at is not None)
    case.freight_payer, case.freight_rule = freight.payer, freight.rule
    case.freight_source = str(freight.source)


def _facts(case: Case) -> dict[str, str | int]:
    return {
        "kind": str(case.kind),
        "cause": str(case.cause),
        "amount_fen": case.amount_fen,
        "freight_payer": str(case.freight_payer),
        "freight_rule": case.freight_rule,
    }
