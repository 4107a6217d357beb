"""Another proposal by the shop, and what the buyer says to it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import held_case
from aftersales.actions.allowing import within_limit
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.amounts import check_amount
from aftersales.causes import Cause
from aftersales.doer import Doer
from aftersales.errors import WordsWrong
from aftersales.evidence import Evidence, checked
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind, Need, Verb
from aftersales.models import Case
from aftersales.models.case import WITHOUT_LINES
from aftersales.queries.purse import most_for
from helpdesk.kernel.clock import now


@transaction.atomic
def offer(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    kind: Kind,
    amount_fen: int,
    reason: str,
    guard_seen: bool = False,
) -> Case:
    """Propose another way, within the colleague's limit; the shop's own time stands still.

    The buyer reads the reason: it passes the guard (GuardBlocked, GuardWarned).
    """
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    row_for(held, doer, Verb.OFFER)
    positions = [line.position for line in case.lines.all()]
    if (kind in WITHOUT_LINES) != (not positions):
        raise WordsWrong(
            field=_("类型"), problem=_("不能从「一件商品」改成「整个订单」，也不能反过来")
        )
    most = 0
    if kind in PAYS:
        most = most_for(held.order, kind, Cause(case.cause), positions, without_case=case.pk)
    check_amount(kind, amount_fen, most=most)
    met = within_limit(doer=doer, case=case, kind=kind, fen=amount_fen)
    case.offer_kind, case.offer_fen = kind, amount_fen
    told = Told(reason=checked(reason, str(Need.REASON.label)), guard_seen=guard_seen)
    data = {"kind": kind.value, "amount_fen": amount_fen}
    make_move(held=held, doer=doer, verb=Verb.OFFER, at=now(), told=told, met=met, data=data)
    return case


@transaction.atomic
def accept(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    evidence: Sequence[Evidence] = (),
) -> Case:
    """The buyer takes the proposal: the case is about that now."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    row_for(held, doer, Verb.ACCEPT)
    was = {"kind": str(case.kind), "amount_fen": case.amount_fen}
    case.kind, case.amount_fen = Kind(case.offer_kind), case.offer_fen or 0
    case.offer_kind, case.offer_fen = "", None
    data = {"was": was, "kind": str(case.kind), "amount_fen": case.amount_fen}
    told = Told(evidence=evidence)
    make_move(held=held, doer=doer, verb=Verb.ACCEPT, at=now(), told=told, data=data)
    return case


@transaction.atomic
def decline(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    reason: str = "",
    evidence: Sequence[Evidence] = (),
) -> Case:
    """The buyer wants what they asked for; the shop's own time runs on where it stood."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    held.case.offer_kind, held.case.offer_fen = "", None
    told = Told(reason=checked(reason, str(Need.REASON.label)), evidence=evidence)
    make_move(held=held, doer=doer, verb=Verb.DECLINE, at=now(), told=told)
    return held.case
