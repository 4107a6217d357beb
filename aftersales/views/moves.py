"""What is done on the page of a case, each deed with the version that the person saw."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from aftersales import move_forms as forms
from aftersales.access import case_of
from aftersales.actions.adding import add_evidence
from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import APPEALS, appeal
from aftersales.actions.approving import ask_approval
from aftersales.actions.finding_out import found_paid, found_unpaid
from aftersales.actions.fulfilling import confirm, issue, send
from aftersales.actions.moving_deadlines import move_deadline
from aftersales.actions.negotiating import accept, decline, offer
from aftersales.actions.refunding import ask_service_now, pay_again, pay_instead, pay_outside
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.actions.undoing_arrivals import undo_arrival
from aftersales.amounts import fen_of
from aftersales.doer import staff_of
from aftersales.errors import WordsWrong
from aftersales.machine.table import PAYS
from aftersales.machine.words import Verb
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.middleware import wants_json

Given = dict[str, Any]
SIGNED, PAID = "signed_at", "paid_at"


@never_cache
@require_POST
@member_view("cases.handle")
def move(request: MemberRequest, case_id: int) -> HttpResponse:
    """One move of the table, with what it needs."""
    case = case_of(request.membership.shop_id, case_id)
    verb = forms.verb_of(request.POST)
    act, more = _act(verb, request.POST)
    act(
        doer=staff_of(request.membership),
        case_id=case.pk,
        version=forms.version_of(request.POST),
        **more,
    )
    return _done(request, case_id)


@never_cache
@require_POST
@member_view("cases.handle")
def ask(request: MemberRequest, case_id: int) -> HttpResponse:
    """Send what is above one's limit to somebody who may."""
    case = case_of(request.membership.shop_id, case_id)
    amount = request.POST.get("amount", "")
    ask_approval(
        doer=staff_of(request.membership),
        case_id=case.pk,
        version=forms.version_of(request.POST),
        reason=request.POST.get("reason", ""),
        amount_fen=fen_of(amount) if amount else None,
    )
    return _done(request, case_id)


@never_cache
@require_POST
@member_view("cases.handle")
def deadline(request: MemberRequest, case_id: int) -> HttpResponse:
    """Another end for what runs; supervisors and owners."""
    case = case_of(request.membership.shop_id, case_id)
    due = forms.moment_of(request.POST.get("due", ""), _("期限"))
    if due is None:
        raise WordsWrong(field=_("期限"), problem=_("选一个时间"))
    move_deadline(
        doer=staff_of(request.membership),
        case_id=case.pk,
        version=forms.version_of(request.POST),
        due_at=due,
        reason=request.POST.get("reason", ""),
    )
    return _done(request, case_id)


@never_cache
@require_POST
@member_view("cases.handle")
def retry(request: MemberRequest, case_id: int) -> HttpResponse:
    """Ask the payment service now, not when the pause is over."""
    case = case_of(request.membership.shop_id, case_id)
    ask_service_now(doer=staff_of(request.membership), case_id=case.pk)
    return _done(request, case_id)


def _done(request: MemberRequest, case_id: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"done": 1})
    return redirect("case", case_id)


def _act(verb: Verb, asked: QueryDict) -> tuple[Callable[..., Any], Given]:
    """The action of a verb, and what it takes from the form."""
    reason, proofs = asked.get("reason", ""), forms.proofs_of(asked)
    match verb:
        case Verb.AGREE:
            return agree, {"reason": reason}
        case Verb.REFUSE:
            grounds = forms.grounds_of(asked)
            words = {"reason": reason, "guard_seen": forms.guard_seen(asked)}
            return refuse, {"grounds": grounds, **words, "evidence": proofs}
        case Verb.OFFER:
            words = {"reason": reason, "guard_seen": forms.guard_seen(asked)}
            return offer, {**_offered(asked), **words}
        case Verb.ACCEPT | Verb.CONFIRM:
            return (accept if verb is Verb.ACCEPT else confirm), {"evidence": proofs}
        case Verb.ADD:
            return add_evidence, {"evidence": proofs}
        case Verb.DECLINE:
            return decline, {"reason": reason, "evidence": proofs}
        case Verb.SHIP_BACK:
            return ship_back, {"waybill": asked.get("waybill", ""), "evidence": proofs}
        case Verb.ARRIVE:
            signed = forms.moment_of(asked.get(SIGNED, ""), _("签收时间"))
            return arrive, {"signed_at": signed, "waybill": asked.get("waybill", "")}
        case Verb.PASS | Verb.MISS | Verb.FIND | Verb.BEAR_LOSS:
            return inspect, {"verb": verb, "reason": reason, "evidence": proofs}
        case Verb.NOT_YET | Verb.NOT_SENT:
            return undo_arrival, {"verb": verb, "reason": reason}
        case Verb.SEND:
            return send, {"waybill": asked.get("waybill", "")}
        case Verb.ISSUE:
            return issue, {"reference": asked.get("reference", "")}
        case Verb.PAY_AGAIN:
            return pay_again, {"reason": reason}
        case Verb.PAY_INSTEAD:
            return pay_instead, {
                "amount_fen": fen_of(asked.get("amount", "")),
                "reason": reason,
            }
        case Verb.PAY_OUTSIDE:
            return pay_outside, {"reference": asked.get("reference", ""), "evidence": proofs}
        case Verb.FOUND_PAID:
            return found_paid, {**_went(asked), "evidence": proofs}
        case Verb.FOUND_UNPAID:
            return found_unpaid, {"reason": reason, "evidence": proofs}
    if verb in APPEALS:
        return appeal, {"verb": verb, "reason": reason, "evidence": proofs}
    raise WordsWrong(field=_("要做什么"), problem=_("这一步不在这里做"))


def _went(asked: QueryDict) -> Given:
    """How, when and under which number money went."""
    paid_at = forms.moment_of(asked.get(PAID, ""), _("哪天几点退的"))
    if paid_at is None:
        raise WordsWrong(field=_("哪天几点退的"), problem=_("选一个时间"))
    number = asked.get("reference", "")
    return {"channel": forms.channel_of(asked), "paid_at": paid_at, "reference": number}


def _offered(asked: QueryDict) -> Given:
    """The sum only where there is one."""
    kind = forms.kind_of(asked)
    return {
        "kind": kind,
        "amount_fen": fen_of(asked.get("amount", "")) if kind in PAYS else 0,
    }
