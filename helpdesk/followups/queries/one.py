"""One follow-up, for the drawer: its time, where it comes from, what came before and comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from helpdesk.accounts.policies import value_of
from helpdesk.followups.chaining import Step, steps_of
from helpdesk.followups.due_words import day_words
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp, ReminderState
from helpdesk.followups.owners import group_names
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.followups.queries.counts import chain_of
from helpdesk.followups.queries.lines import Line, line_of


@dataclass(frozen=True, slots=True)
class One:
    """What the drawer says."""

    line: Line
    ends: str
    began: str
    due: str
    before: list[FollowUp]
    coming: list[Step]
    reminded: list[str]
    marks: list[int]
    is_urgent: bool


def one_of(row: FollowUp, now: datetime) -> One:
    """At a moment."""
    percentages: list[int] = value_of(row.shop_id, REMINDERS)
    told = row.reminders.filter(state=ReminderState.TOLD).order_by("told_at")
    return One(
        line=line_of(row, now=now, percentages=percentages, groups=group_names(row.shop_id)),
        ends=kind_named(row.kind).ends_of(row),
        began=_when(row.starts_at, now),
        due=_when(row.due_at, now),
        before=chain_of(row),
        coming=steps_of(row.next_steps),
        reminded=[_when(one.told_at, now) for one in told if one.told_at],
        marks=percentages,
        is_urgent=row.urgent_from is not None and row.urgent_from <= now,
    )


def _when(moment: datetime, now: datetime) -> str:
    return f"{day_words(moment, now)} {timezone.localtime(moment):%H:%M}"
