"""Cases and rows as lines of a register: what they wait for, until when, how late that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from aftersales.expiry_words import ends_words
from aftersales.machine.words import Kind, State
from aftersales.models.case import Case, CaseLine
from aftersales.models.deadline import Deadline, DeadlineState
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.register import Register
from aftersales.registers.returns import CASE, COURIER_CLAIM
from helpdesk.accounts.policies import value_of
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.followups.owners import group_names
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.followups.queries.lines import Line, line_of
from helpdesk.kernel import clock
from helpdesk.kernel.money import yuan


@dataclass(frozen=True, slots=True)
class CaseLineShown:
    """A case whose goods are awaited, with its deadline and the claim for a lost parcel."""

    case: Case
    kind: str
    state: str
    buyer: str
    about: str
    amount: str
    due_at: datetime | None
    why: str
    # What happens then by itself, by the table of moves.
    then: str
    claim: Line | None
    # Why this colleague cannot let its money go before the parcel is found; "" where they can.
    locked: str = ""
    may_ask: bool = False


def shown_cases(shop_id: int, cases: Iterable[Case] | QuerySet[Case]) -> list[CaseLineShown]:
    """Four queries, whatever their number; the deadline is the one that the machine acts on."""
    found = list(cases.select_related("buyer") if isinstance(cases, QuerySet) else cases)
    ids = [case.pk for case in found]
    if not ids:
        return []
    titles: dict[int, list[str]] = {}
    for line in CaseLine.objects.filter(shop_id=shop_id, case_id__in=ids).order_by("position"):
        titles.setdefault(line.case_id, []).append(str(line))
    running = Deadline.objects.filter(shop_id=shop_id, case_id__in=ids, state=DeadlineState.RUNNING)
    deadlines = {one.case_id: one for one in running}
    claims = lines_of_sources(shop_id, CASE, ids, kind=COURIER_CLAIM)
    return [
        _shown(case, titles.get(case.pk, []), deadlines.get(case.pk), claims.get(case.pk))
        for case in found
    ]


def _shown(
    case: Case, titles: Sequence[str], deadline: Deadline | None, claim: Line | None
) -> CaseLineShown:
    return CaseLineShown(
        case=case,
        kind=str(Kind(case.kind).label),
        state=str(State(case.state).label),
        buyer="" if case.buyer is None else case.buyer.name,
        about=" · ".join(titles),
        amount=yuan(case.amount_fen) if case.amount_fen else "",
        due_at=None if deadline is None else deadline.due_at,
        why="" if deadline is None else deadline.source,
        then="" if deadline is None else ends_words(case, deadline),
        claim=claim,
    )


def lines_of_sources(
    shop_id: int, source_kind: str, ids: Sequence[int], *, kind: str = ""
) -> Mapping[int, Line]:
    """The earliest open follow-up about each of these."""
    rows = FollowUp.objects.filter(
        shop_id=shop_id, source_kind=source_kind, source_id__in=ids, state=FollowUpState.OPEN
    )
    if kind:
        rows = rows.filter(kind=kind)
    found: dict[int, Line] = {}
    for line in drawn(
        shop_id, rows.select_related("owner__user", "buyer").order_by("due_at", "pk")
    ):
        found.setdefault(line.row.source_id or 0, line)
    return found


def drawn(shop_id: int, rows: Iterable[FollowUp]) -> list[Line]:
    """Follow-ups with their bars, in their order."""
    percentages: list[int] = value_of(shop_id, REMINDERS)
    groups, now = group_names(shop_id), clock.now()
    return [line_of(row, now=now, percentages=percentages, groups=groups) for row in rows]


def check_of(register: Register, row: RegisterRow) -> Line | None:
    """When a row is looked at next."""
    source_kind, source_id = register.source_of(row)
    lines = lines_of_sources(row.shop_id, source_kind, [source_id], kind=register.kind_of(row))
    return lines.get(source_id)


def history_of(register: Register, row: RegisterRow) -> Sequence[FollowUp]:
    """What was found each time somebody looked, newest first."""
    rows = FollowUp.objects.filter(
        shop_id=row.shop_id, source_kind=register.key, source_id=row.pk
    ).exclude(state=FollowUpState.OPEN)
    return list(rows.select_related("changed_by__user").order_by("-ended_at", "-pk")[:50])
