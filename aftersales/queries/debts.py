"""What the shop owes by its cases at this moment: each a follow-up with its time and its money."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from aftersales import reasons, titles
from aftersales.causes import Cause
from aftersales.gateways.payment_service import is_connected
from aftersales.limits import lowest_above, rule_for_verb
from aftersales.machine.table import PAYS
from aftersales.machine.waiting import (
    APPROVAL,
    CONFIRM,
    ISSUE,
    LOST,
    PAY,
    PAY_FAILED,
    PLATFORM,
    SEND,
    WAITS,
)
from aftersales.machine.words import Kind, State, Timer, Verb
from aftersales.models import (
    Approval,
    Case,
    CaseEvent,
    CaseLine,
    Deadline,
    DeadlineState,
    Refund,
)
from aftersales.policy_rules import APPROVAL_HOURS, PAY_HOURS, RULING_DAYS
from aftersales.queries.cut_off import FINDS_OUT, is_cut
from conversations.models import Conversation, SessionState
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import roles_with
from helpdesk.accounts.policies import policies_of, rule
from helpdesk.followups.actions.making import Owed
from helpdesk.followups.keeping_plan import Kept
from helpdesk.followups.models.followup import BECAUSE_LENGTH, TITLE_LENGTH
from helpdesk.followups.reasons import BY_RULE
from helpdesk.kernel.money import yuan

SOURCE = "case"
SHORTEST = timedelta(minutes=1)


@dataclass(slots=True)
class Facts:
    """What is known of one case besides itself."""

    case: Case
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    lines: list[CaseLine] = field(default_factory=list)
    approval: Approval | None = None
    refund: Refund | None = None
    chat: Conversation | None = None
    # The last time that the platform was asked, or was handed the shop's evidence.
    appeal: CaseEvent | None = None


def debts_of(shop_id: int, cases: Sequence[Case]) -> dict[int, list[Kept]]:
    """By case; the same few queries for one and for many."""
    found = {case.pk: Facts(case) for case in cases}
    _fill(shop_id, found)
    policies = policies_of(shop_id)
    at_work = set(
        Membership.objects.filter(shop_id=shop_id, is_active=True).values_list("pk", flat=True)
    )
    # What is kept is kept in the shop's language, whoever happens to be looking.
    with translation.override(settings.LANGUAGE_CODE):
        return {pk: list(_debts(facts, policies, at_work)) for pk, facts in found.items()}


def _fill(shop_id: int, found: Mapping[int, Facts]) -> None:
    of_cases = {"shop_id": shop_id, "case_id__in": list(found)}
    for deadline in Deadline.objects.filter(**of_cases).order_by("started_at", "pk"):
        found[deadline.case_id].deadlines[deadline.timer] = deadline
    for line in CaseLine.objects.filter(**of_cases).order_by("position"):
        found[line.case_id].lines.append(line)
    asked = Approval.objects.filter(**of_cases, state="waiting").select_related("asked_by__user")
    for approval in asked:
        found[approval.case_id].approval = approval
    for refund in Refund.objects.filter(**of_cases).order_by("made_at", "pk"):
        found[refund.case_id].refund = refund
    appealed = [pk for pk, one in found.items() if one.case.state == State.PLATFORM]
    if appealed:
        events = CaseEvent.objects.filter(shop_id=shop_id, case_id__in=appealed)
        for event in events.filter(verb__in=(Verb.ESCALATE, Verb.PROVE)).order_by("version"):
            found[event.case_id].appeal = event
    buyers = [one.case.buyer_id for one in found.values() if one.case.buyer_id is not None]
    chats = Conversation.objects.filter(shop_id=shop_id, buyer_id__in=buyers)
    of_buyer = {chat.buyer_id: chat for chat in chats}
    for facts in found.values():
        facts.chat = of_buyer.get(facts.case.buyer_id or 0)


def _debts(facts: Facts, policies: Mapping[str, Any], at_work: Collection[int]) -> Iterable[Kept]:
    case, refund = facts.case, facts.refund
    if not case.is_open:
        return
    opener = [case.opened_by_id, _holder(facts.chat)]
    wait = WAITS.get(State(case.state))
    if wait is not None and wait.timer is not None:
        deadline = facts.deadlines.get(wait.timer)
        if deadline is not None:
            yield Kept(
                _owed(
                    facts,
                    kind=wait.kind,
                    title=_title(facts, wait.kind),
                    because=_rule_said(deadline),
                    starts_at=min(deadline.started_at, deadline.due_at - SHORTEST),
                    due_at=deadline.due_at,
                    owner_id=_first(opener, at_work),
                ),
                is_paused=wait.stands_still,
            )
    if case.state == State.PLATFORM and facts.appeal is not None:
        yield Kept(_appealed(facts, facts.appeal, policies, _first(opener, at_work)))
    let_go = [None if refund is None else refund.made_by_id, *opener]
    hours = timedelta(hours=policies[PAY_HOURS])
    if case.state == State.REFUND_FAILED and refund is not None and refund.settled_at is not None:
        yield Kept(
            _owed(
                facts,
                kind=PAY_FAILED,
                title=str(titles.NOT_PAID) % {"money": yuan(refund.fen)},
                because=str(reasons.SERVICE_SAID) % {"problem": refund.problem or "—"},
                starts_at=refund.settled_at,
                due_at=refund.settled_at + hours,
                owner_id=_first(let_go, at_work),
            )
        )
    if case.state == State.REFUNDING and refund is not None and is_cut(refund):
        yield Kept(
            _owed(
                facts,
                kind=PAY,
                title=str(titles.FIND_OUT) % {"money": yuan(refund.fen)},
                because=str(reasons.FIND_OUT),
                starts_at=refund.made_at,
                due_at=refund.made_at + hours,
                for_role=roles_with(FINDS_OUT)[0].value,
            )
        )
    elif case.state == State.REFUNDING and refund is not None and not is_connected():
        yield Kept(
            _owed(
                facts,
                kind=PAY,
                title=str(titles.BY_HAND) % {"money": yuan(refund.fen)},
                because=str(reasons.BY_HAND),
                starts_at=refund.made_at,
                due_at=refund.made_at + hours,
                owner_id=_first(let_go, at_work),
            )
        )
    if facts.approval is not None:
        yield Kept(_approval(facts, facts.approval, policies))


def _appealed(
    facts: Facts, last: CaseEvent, policies: Mapping[str, Any], owner_id: int | None
) -> Owed:
    """The shop's evidence, in time; once that is handed in, a look at what the platform says."""
    case, handed_in = facts.case, last.verb == Verb.PROVE
    what = {"kind": Kind(case.kind).label, "words": case.words or Cause(case.cause).label}
    title = str(titles.RULED if handed_in else titles.PROVE)
    deadline = facts.deadlines.get(Timer.PROVE)
    if deadline is not None and not handed_in:
        because, starts_at, due_at = _rule_said(deadline), deadline.started_at, deadline.due_at
        starts_at = min(starts_at, due_at - SHORTEST)
    else:
        taken, days = rule(RULING_DAYS), policies[RULING_DAYS]
        said = {"said": taken.said(days), "source": taken.source}
        because = str(BY_RULE) % said
        starts_at, due_at = last.at, last.at + timedelta(days=days)
    return _owed(
        facts,
        kind=PLATFORM,
        title=title % what,
        because=because,
        starts_at=starts_at,
        due_at=due_at,
        owner_id=owner_id,
    )


def _approval(facts: Facts, asked: Approval, policies: Mapping[str, Any]) -> Owed:
    """Before the case's own time is over; for who may let that much go, and did not ask."""
    due = asked.asked_at + timedelta(hours=policies[APPROVAL_HOURS])
    running = [one for one in facts.deadlines.values() if one.state == DeadlineState.RUNNING]
    soonest = asked.asked_at + SHORTEST
    due = min([due, *(one.due_at for one in running if one.due_at > soonest)])
    back = facts.case.return_signed_at is not None
    limits = policies[rule_for_verb(asked.verb, Kind(facts.case.kind), goods_back=back)]
    return _owed(
        facts,
        kind=APPROVAL,
        title=str(titles.APPROVE) % {"kind": Kind(facts.case.kind).label, "money": yuan(asked.fen)},
        because=_("%(name)s：%(words)s")
        % {"name": asked.asked_by.user.shown_name, "words": asked.reason},
        starts_at=asked.asked_at,
        due_at=due,
        for_role=lowest_above(asked.asked_by.role, asked.fen, limits).value,
    )


def _owed(facts: Facts, *, title: str, because: str, **more: Any) -> Owed:
    case = facts.case
    return Owed(
        title=Truncator(title).chars(TITLE_LENGTH),
        because=Truncator(because).chars(BECAUSE_LENGTH),
        money_fen=_at_risk(facts),
        conversation=None if facts.chat is None else facts.chat.pk,
        order_id=case.order_id,
        buyer_id=case.buyer_id,
        source_kind=SOURCE,
        source_id=case.pk,
        **more,
    )


def _at_risk(facts: Facts) -> int:
    """What goes back to the buyer; where goods are owed, what was paid for them."""
    if facts.case.kind in PAYS or facts.case.amount_fen:
        return facts.case.amount_fen
    return sum(line.price_fen * line.quantity for line in facts.lines)


def _title(facts: Facts, kind: str) -> str:
    case, goods = facts.case, str(facts.lines[0]) if facts.lines else ""
    words = case.words or str(Cause(case.cause).label)
    what = {"kind": Kind(case.kind).label, "words": words, "goods": goods or words}
    if kind == CONFIRM:
        return str(titles.INSPECT) % what
    if kind == LOST:
        return str(titles.LOOK_FOR) % what
    if kind == SEND:
        return str(titles.SEND_OUT) % what
    if kind == ISSUE:
        return str(titles.INVOICE) % what
    return str(titles.ASKED) % what


def _rule_said(deadline: Deadline) -> str:
    """The rule by which it runs, with its number as it was then, and on whose word."""
    said = str(rule(deadline.rule).said(deadline.value))
    return str(BY_RULE) % {"said": said, "source": deadline.source}


def _holder(chat: Conversation | None) -> int | None:
    return chat.owner_id if chat is not None and chat.state == SessionState.ACTIVE else None


def _first(people: Iterable[int | None], at_work: Collection[int]) -> int | None:
    """The first of them who still works here; None: anybody's."""
    return next((one for one in people if one in at_work), None)
