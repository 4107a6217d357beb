"""Everything that the page of a case shows at one moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from aftersales.access import Held
from aftersales.actions.allowing import allowed
from aftersales.causes import Cause, Payer
from aftersales.doer import Doer
from aftersales.errors import LossAboveLimit, NeedsApproval
from aftersales.freight import RULES
from aftersales.gateways.payment_service import is_connected
from aftersales.machine.path import steps_of
from aftersales.machine.words import TERMINAL, Kind, State, Verb
from aftersales.models import Approval, CaseEvent, Refund
from aftersales.queries.clock_of_case import Clock, clock_of, latest_deadlines
from aftersales.queries.cut_off import is_cut
from aftersales.queries.evidence_shown import conversation_of, photos_of, proofs_of
from aftersales.queries.history_of_case import history_of
from aftersales.queries.money_of_case import money_of
from aftersales.queries.moves import may_edit, moves_of
from aftersales.queries.trouble import trouble_of
from aftersales.registers.queries.here_already import here_for
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import value_of
from helpdesk.followups.due_words import day_words
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.kernel import clock as clocks


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: passed with its time, now, or to come."""

    label: str | Promise
    when: str = ""
    is_passed: bool = False
    is_now: bool = False


def scene_of_case(held: Held, doer: Doer) -> dict[str, Any]:
    """What the templates name."""
    case, now = held.case, clocks.now()
    percentages: list[int] = value_of(case.shop_id, REMINDERS)
    events = list(CaseEvent.objects.filter(shop_id=case.shop_id, case=case).order_by("version"))
    lines = sorted(case.lines.all(), key=lambda line: line.position)
    trouble = trouble_of(case.shop_id, lines)
    conversation = conversation_of(case)
    asked = _question(case.shop_id, case.pk)
    refund = Refund.objects.filter(shop_id=case.shop_id, case=case).order_by("-pk").first()
    time = clock_of(
        case, latest_deadlines(case.shop_id, [case.pk]), now=now, percentages=percentages
    )
    here = here_for(held)
    is_here = any(one.is_its for one in here)
    moves = moves_of(held, doer, asked=asked, refund=refund, here=is_here)
    given = [one for event in events for one in event.evidence]
    return {
        "case": case,
        "order": held.order,
        "lines": lines,
        "lines_told": [(line, trouble.get(line.position)) for line in lines],
        "title": f"{lines[0]}" + (f" +{len(lines) - 1}" if len(lines) > 1 else "") if lines else "",
        "moment": clocks.iso(now),
        "steps": ",".join(map(str, percentages)),
        "mark": _mark(case.version, time, asked, refund),
        "cause": Cause(case.cause).label,
        "payer": Payer(case.freight_payer).label,
        "freight": RULES[case.freight_rule],
        "clock": time,
        "path": _path(Kind(case.kind), State(case.state), events, time, now),
        "ahead": [step.label for step in _ahead(case.kind, case.state)],
        "conversation": conversation,
        "proofs": list(proofs_of(case, conversation, given).values()),
        "photos": photos_of(conversation) if any(one.asks_evidence for one in moves) else [],
        "moves": [one for one in moves if not one.for_buyer and not one.is_first],
        "first": next((one for one in moves if one.is_first), None),
        "for_buyer": [one for one in moves if one.for_buyer],
        "may_edit": may_edit(case),
        "every_move": moves,
        "asked": asked,
        "may_decide": asked is not None and _may_decide(held, doer, asked),
        "may_move_deadline": allows(doer.role, "cases.deadline"),
        "parcels_here": here,
        "refund": refund,
        "has_gateway": is_connected(),
        "is_cut": is_cut(refund),
        "money": money_of(held),
        "history": history_of(case, events, conversation),
        "last": events[-1],
    }


def _question(shop_id: int, case_id: int) -> Approval | None:
    rows = Approval.objects.filter(shop_id=shop_id, case_id=case_id, state="waiting")
    return rows.select_related("asked_by__user").first()


def _may_decide(held: Held, doer: Doer, asked: Approval) -> bool:
    """Not one's own, and within one's limit."""
    if asked.asked_by_id == doer.member_id:
        return False
    try:
        allowed(doer=doer, case=held.case, verb=Verb(asked.verb), fen=asked.fen)
    except (NeedsApproval, LossAboveLimit):
        return False
    return True


def _mark(version: int, time: Clock | None, asked: Approval | None, refund: Refund | None) -> str:
    """Changes with whatever the page shows but the time that passes."""
    due = time.deadline.due_at.timestamp() if time else ""
    money = ""
    if refund is not None:
        money = f"{refund.pk}{refund.state}{refund.attempts}{refund.problem}{is_cut(refund)}"
    return f"{version}/{due}/{asked.pk if asked else ''}/{money}"


def _path(
    kind: Kind, state: State, events: list[CaseEvent], time: Clock | None, now: datetime
) -> list[Step]:
    """Passed steps with when they were come to; the one that is now; those to come."""
    came: dict[str, datetime] = {}
    for event in events:
        came[event.after] = event.at
    states = steps_of(kind, state)
    at = states.index(state)
    found = []
    for place, step in enumerate(states):
        when = came.get(step)
        passed = place < at or (step is state and state in TERMINAL)
        words = f"{day_words(when, now)} {timezone.localtime(when):%H:%M}" if when else ""
        found.append(Step(step.label, words if place <= at else "", passed, place == at))
    return found


def _ahead(kind: str, state: str) -> list[State]:
    """What comes after this, where all goes well."""
    if State(state) in TERMINAL:
        return []
    states = steps_of(Kind(kind), State(state))
    return states[states.index(State(state)) + 1 :]
