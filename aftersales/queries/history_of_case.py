"""What happened to a case, newest first: its moves, its deadlines, the questions of approval."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aftersales.causes import Refusal
from aftersales.machine.words import Kind, Verb, Who
from aftersales.models import Approval, ApprovalState, Case, CaseEvent
from aftersales.models.refund import Channel
from aftersales.queries.evidence_shown import Proof, proofs_of
from aftersales.queries.history_of_time import Happened, clock_said, time_of_case
from conversations.models import Conversation
from helpdesk.accounts.when import moment_said
from helpdesk.kernel.money import yuan

AUTOMATIC = (Who.TIME, Who.MONEY)


def history_of(
    case: Case, events: Sequence[CaseEvent], conversation: Conversation | None
) -> list[Happened]:
    """Five queries at most, with the evidence."""
    given = [one for event in events for one in event.evidence]
    proofs = proofs_of(case, conversation, given)
    found = time_of_case(case)
    found += [_moved(event, proofs) for event in reversed(events)]
    approvals = Approval.objects.filter(shop_id=case.shop_id, case=case)
    found += _approved(approvals.select_related("asked_by__user", "decided_by__user"))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _moved(event: CaseEvent, proofs: dict[tuple[str, str], Proof]) -> Happened:
    who = Who(event.who)
    name = event.name or str(who.label)
    if who is Who.BUYER and event.member_id is not None:
        name = _("%(name)s替买家记的") % {"name": event.name}
    return Happened(
        at=event.at,
        what=Verb(event.verb).label,
        who="" if who in AUTOMATIC else name,
        said=event.reason,
        facts=_facts(event.data),
        proofs=[proofs[one["kind"], one["text"]] for one in event.evidence],
        is_automatic=who in AUTOMATIC,
    )


def _facts(data: dict[str, Any]) -> str:
    """What a move changed, as far as a person asks for it."""
    found = []
    if "grounds" in data:
        found.append(str(Refusal(data["grounds"]).label))
    if "kind" in data:
        found.append(str(Kind(data["kind"]).label))
    if data.get("amount_fen"):
        found.append(yuan(data["amount_fen"]))
    if "waybill" in data:
        found.append(_("运单 %(waybill)s") % {"waybill": data["waybill"]})
    if data.get("taken_in_by"):
        taken = {"name": data["taken_in_by"], "at": _moment(data["signed_at"])}
        found.append(_("%(name)s %(at)s 就收进来了") % taken)
    if "channel" in data:
        found.append(str(Channel(data["channel"]).label))
    if "paid_at" in data:
        found.append(_("%(at)s 退的") % {"at": _moment(data["paid_at"])})
    if "reference" in data:
        found.append(_("号码 %(reference)s") % {"reference": data["reference"]})
    if "problem" in data:
        found.append(str(data["problem"]))
    found += clock_said(data)
    return " · ".join(found)


def _moment(text: str) -> str:
    return moment_said(datetime.fromisoformat(text))


def _approved(approvals: Iterable[Approval]) -> Iterator[Happened]:
    for one in approvals:
        yield Happened(
            at=one.asked_at,
            what=_("送审 %(amount)s") % {"amount": yuan(one.fen)},
            who=one.asked_by.user.shown_name,
            said=one.reason,
            waits=one.state == ApprovalState.WAITING,
        )
        if one.decided_by is not None and one.decided_at is not None:
            yield Happened(
                at=one.decided_at,
                what=ApprovalState(one.state).label,
                who=one.decided_by.user.shown_name,
                said=one.answer,
            )
