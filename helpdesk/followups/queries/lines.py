"""A follow-up as a line of the radar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise

from helpdesk.followups.due_words import day_words, is_todays, left_words
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp
from helpdesk.followups.weighing import share_used, step_of
from helpdesk.kernel.money import yuan


@dataclass(frozen=True, slots=True)
class Line:
    """What a row or a card of the board says."""

    row: FollowUp
    label: str | Promise
    deed: str | Promise
    opens: str
    far: str
    left: str
    clock: str
    step: int
    percent: int
    money: str
    owner: str
    is_group: bool
    letter: str
    is_kept: bool


def line_of(
    row: FollowUp, *, now: datetime, percentages: list[int], groups: Mapping[int, str]
) -> Line:
    """At a moment, by the shop's points of reminding."""
    kind = kind_named(row.kind)
    share = share_used(starts_at=row.starts_at, due_at=row.due_at, moment=now)
    clock = f"{timezone.localtime(row.due_at):%H:%M}"
    todays = is_todays(row.due_at, now)
    return Line(
        row=row,
        label=kind.label,
        deed=kind.deed,
        opens=kind.opens(row),
        far="" if todays else f"{day_words(row.due_at, now)} {clock}",
        left=left_words(row.due_at, now),
        clock=clock if todays else "",
        step=step_of(share, percentages),
        percent=round(share * 100),
        money=yuan(row.money_at_risk_fen) if row.money_at_risk_fen else "",
        owner=_owner(row, groups),
        is_group=row.group is not None,
        letter="" if row.buyer is None else row.buyer.platform_letter,
        is_kept=kind.is_kept,
    )


def _owner(row: FollowUp, groups: Mapping[int, str]) -> str:
    if row.owner is not None:
        return row.owner.user.shown_name
    return groups.get(row.group or 0, "")
