"""What a person decides about money: again, in place of goods, or that it was paid elsewhere."""

from collections.abc import Sequence

from django.db import transaction

from aftersales.access import Held, held_case
from aftersales.actions.allowing import instead_within_limit
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.amounts import check_amount
from aftersales.doer import Doer
from aftersales.errors import RefundSettled
from aftersales.evidence import Evidence, checked
from aftersales.machine.words import Kind, Need, Verb, Who
from aftersales.models import Case, Refund, RefundState
from aftersales.models.refund import LIVE
from aftersales.queries.cut_off import may_be_paid
from aftersales.queries.purse import most_instead
from helpdesk.accounts.audit import record
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotAllowed

UNSENT = frozenset({Need.UNSENT})


@transaction.atomic
def pay_again(*, doer: Doer, case_id: int, version: int | None = None, reason: str) -> Case:
    """A new refund under a new key, after the service refused the last one for good."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    told = Told(reason=checked(reason, str(Need.REASON.label)))
    make_move(held=held, doer=doer, verb=Verb.PAY_AGAIN, at=now(), told=told)
    return held.case


@transaction.atomic
def ask_service_now(*, doer: Doer, case_id: int) -> Refund:
    """Let what is on its way fall due at once; RefundSettled where nothing is on its way.

    It changes when the service is asked, never whether it pays: the key stays.
    """
    if doer.who is not Who.STAFF or not allows(doer.role, "cases.handle"):
        raise NotAllowed()
    held = held_case(doer.shop_id, case_id)
    live = Refund.objects.select_for_update(no_key=True).filter(
        shop_id=doer.shop_id, case=held.case, state__in=LIVE
    )
    refund = live.first()
    if refund is None:
        raise RefundSettled()
    refund.due_at = min(refund.due_at, now())
    refund.save(update_fields=["due_at"])
    record(
        shop_id=doer.shop_id,
        actor=doer.user,
        verb="case.refund_asked",
        target=held.case,
        data={"target": str(held.case)},
    )
    return refund


@transaction.atomic
def pay_instead(
    *, doer: Doer, case_id: int, version: int | None = None, amount_fen: int, reason: str
) -> Case:
    """Money in place of what cannot be sent, within the colleague's limit."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    row_for(held, doer, Verb.PAY_INSTEAD)
    check_instead(held, amount_fen)
    met = instead_within_limit(doer=doer, case=case, fen=amount_fen)
    case.amount_fen = amount_fen
    told = Told(reason=checked(reason, str(Need.REASON.label)))
    data = {"amount_fen": amount_fen}
    make_move(held=held, doer=doer, verb=Verb.PAY_INSTEAD, at=now(), told=told, met=met, data=data)
    return case


def check_instead(held: Held, fen: int) -> None:
    """AmountWrong for more than the lines still hold."""
    check_amount(Kind.REFUND, fen, most=most_instead(held))


@transaction.atomic
def pay_outside(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    reference: str,
    evidence: Sequence[Evidence] = (),
) -> Case:
    """The money went back by another way: the platform's own page, say, under this number.

    RefundUnderWay while the payment service may still pay, RefundCut where nobody knows whether
    one that was disconnected did: it would be twice.
    """
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    row_for(held, doer, Verb.PAY_OUTSIDE)
    told = Told(reference=checked(reference, str(Need.REFERENCE.label), 64), evidence=evidence)
    _settle_outside(held, doer, told.reference)
    make_move(held=held, doer=doer, verb=Verb.PAY_OUTSIDE, at=now(), told=told, met=UNSENT)
    return held.case


def _settle_outside(held: Held, doer: Doer, reference: str) -> None:
    case, at = held.case, now()
    live = (
        Refund.objects.select_for_update(no_key=True)
        .filter(shop_id=case.shop_id, case=case)
        .exclude(state=RefundState.REFUSED)
        .first()
    )
    if live is None:
        live = Refund(
            shop_id=case.shop_id,
            case=case,
            order=held.order,
            fen=case.amount_fen,
            due_at=at,
            made_by_id=doer.member_id,
            made_at=at,
        )
    elif problem := may_be_paid(live):
        raise problem
    live.state, live.reference, live.settled_at = RefundState.OUTSIDE, reference, at
    live.is_said = live.attempts > 0
    live.save()
