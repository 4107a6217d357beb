"""A yes above one's own limit: asked for with a reason, given by somebody else who may."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import Held, case_of_approval, held_case, waiting_approval
from aftersales.actions.allowing import allowed
from aftersales.actions.following import follow
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.actions.refunding import check_instead
from aftersales.doer import Doer
from aftersales.errors import ApprovalGone, Lacking, MoveImpossible, OwnApproval
from aftersales.evidence import checked
from aftersales.machine.words import Need, State, Verb
from aftersales.models import Approval, ApprovalState, Case
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish

ASKS: Mapping[str, Verb] = {
    State.RETURN_LOST: Verb.BEAR_LOSS,
    State.WAIT_SELLER_RESHIP: Verb.PAY_INSTEAD,
}
"""What is asked for in a state; in any other, that the case be agreed to."""


@transaction.atomic
def ask_approval(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    reason: str,
    amount_fen: int | None = None,
) -> Approval:
    """Ask that the case be agreed to, that the money go before a lost parcel is found, or that
    ``amount_fen`` be paid in place of what cannot be sent (AmountWrong). Its deadline runs on: the
    buyer does not wait for us."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    verb = ASKS.get(case.state, Verb.AGREE)
    row_for(held, doer, verb)
    fen = case.amount_fen
    if verb is Verb.PAY_INSTEAD:
        fen = amount_fen or 0
        check_instead(held, fen)
    reason = checked(reason, str(Need.REASON.label))
    if not reason:
        raise Lacking(verb=_("送审"), needs=Need.REASON.label)
    if Approval.objects.filter(shop_id=case.shop_id, case=case, state="waiting").exists():
        raise MoveImpossible(
            case=str(case), state=State(case.state).label, verb=_("再送审"), possible=_("等结果")
        )
    assert doer.member_id is not None  # only staff agrees
    asked = Approval.objects.create(
        shop_id=case.shop_id,
        case=case,
        version=case.version,
        verb=verb,
        fen=fen,
        reason=reason,
        asked_by_id=doer.member_id,
        asked_at=now(),
    )
    follow(case=case, doer=doer, outcome=_("送审"), at=asked.asked_at)
    _note(held, doer, "case.approval_asked", {"reason": reason})
    return asked


@transaction.atomic
def grant(*, doer: Doer, approval_id: int, reason: str = "") -> Case:
    """Do in one's own right what a colleague asked for; never to one's own question."""
    held, asked = _question(doer, approval_id)
    case, verb = held.case, Verb(asked.verb)
    met = allowed(doer=doer, case=case, verb=verb, fen=asked.fen)
    data: dict[str, Any] = {"approval": asked.pk, "asked_by": asked.asked_by_id}
    if verb is Verb.PAY_INSTEAD:  # the order may hold less by now
        check_instead(held, asked.fen)
        case.amount_fen = data["amount_fen"] = asked.fen
    by = Membership.objects.select_related("user").get(pk=asked.asked_by_id)
    _decide(asked, doer, ApprovalState.GRANTED, reason)
    _note(held, doer, "case.approval_granted", {"asked": by.user.shown_name})
    told = Told(reason=asked.answer or asked.reason)
    make_move(held=held, doer=doer, verb=verb, at=now(), told=told, met=met, data=data)
    return case


@transaction.atomic
def deny(*, doer: Doer, approval_id: int, reason: str) -> Case:
    """Not for this much; the case stays where it is, and its deadline runs on."""
    held, asked = _question(doer, approval_id)
    if not reason.strip():
        raise Lacking(verb=ApprovalState.DENIED.label, needs=Need.REASON.label)
    allowed(doer=doer, case=held.case, verb=Verb(asked.verb), fen=asked.fen)
    _decide(asked, doer, ApprovalState.DENIED, reason)
    _no_more_asked(held, doer, asked)
    _note(held, doer, "case.approval_denied", {"reason": asked.answer})
    return held.case


@transaction.atomic
def take_back(*, doer: Doer, approval_id: int) -> Case:
    """Who asked asks no more."""
    held = held_case(doer.shop_id, case_of_approval(doer.shop_id, approval_id))
    asked = waiting_approval(doer.shop_id, approval_id)
    if asked.asked_by_id != doer.member_id:
        raise ApprovalGone()
    asked.state, asked.decided_at = ApprovalState.LAPSED, now()
    asked.save()
    _no_more_asked(held, doer, asked)
    _note(held, doer, "case.approval_taken_back", {})
    return held.case


def _question(doer: Doer, approval_id: int) -> tuple[Held, Approval]:
    held = held_case(doer.shop_id, case_of_approval(doer.shop_id, approval_id))
    asked = waiting_approval(doer.shop_id, approval_id)
    if asked.version != held.case.version:
        raise ApprovalGone()
    if asked.asked_by_id == doer.member_id:
        raise OwnApproval()
    return held, asked


def _decide(asked: Approval, doer: Doer, state: ApprovalState, reason: str) -> None:
    asked.state, asked.decided_by_id, asked.decided_at = state, doer.member_id, now()
    asked.answer = checked(reason, str(Need.REASON.label))
    asked.save()


def _no_more_asked(held: Held, doer: Doer, asked: Approval) -> None:
    outcome = _("%(state)s：%(words)s") % {
        "state": ApprovalState(asked.state).label,
        "words": asked.answer or "—",
    }
    follow(case=held.case, doer=doer, outcome=outcome, at=asked.decided_at or now())


def _note(held: Held, doer: Doer, verb: str, data: dict[str, str]) -> None:
    case = held.case
    record(
        shop_id=case.shop_id,
        actor=doer.user,
        verb=verb,
        target=case,
        data={"target": str(case), **data},
    )
    publish(case.shop_id, OrderChanged(order=case.order_id, buyer=case.buyer_id))
