"""What happened to a case, newest first: its moves, its deadlines, the questions of approval."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aftersales.causes import Refusal
from aftersales.machine.words import Kind, Timer, Verb, Who
from aftersales.models import Approval, ApprovalState, Case, CaseEvent, Deadline, DeadlineState
from aftersales.queries.clock_of_case import limit_words
from aftersales.queries.evidence_shown import Proof, proofs_of
from conversations.models import Conversation
from helpdesk.kernel.money import yuan

AUTOMATIC = (Who.TIME, Who.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of the history. ``said`` are a person's words, ``facts`` the machine's."""

    at: datetime
    what: str | Promise
    who: str = ""
    said: str = ""
    facts: str = ""
    proofs: Sequence[Proof] = ()
    is_automatic: bool = False
    waits: bool = False


def history_of(
    case: Case, events: Sequence[CaseEvent], conversation: Conversation | None
) -> list[Happened]:
    """Four queries at most, with the evidence."""
    given = [one for event in events for one in event.evidence]
    proofs = proofs_of(case, conversation, given)
    found = list(_timed(Deadline.objects.filter(shop_id=case.shop_id, case=case).order_by("pk")))
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
    if "reference" in data:
        found.append(_("号码 %(reference)s") % {"reference": data["reference"]})
    if "problem" in data:
        found.append(str(data["problem"]))
    return " · ".join(found)


def _timed(deadlines: Iterable[Deadline]) -> Iterator[Happened]:
    """A deadline that somebody moved is followed by a row of its own, from the same start."""
    moved: set[tuple[str, datetime]] = set()
    for one in deadlines:
        label = Timer(one.timer).label
        if (one.timer, one.started_at) in moved:
            due = f"{timezone.localtime(one.due_at):%Y-%m-%d %H:%M}"
            yield Happened(
                at=one.effective_from or one.started_at,
                what=_("%(what)s的期限改到 %(due)s") % {"what": label, "due": due},
                said=one.source,
            )
        else:
            words = {"what": label, "limit": limit_words(one)}
            yield Happened(
                at=one.started_at,
                what=_("开始计时：%(what)s，%(limit)s") % words,
                facts=one.source,
                is_automatic=True,
            )
        if one.state == DeadlineState.MOVED:
            moved.add((one.timer, one.started_at))


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
