"""How long a case still has: written, as a share of its time, as a step of the shop's points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.expiry_words import ends_words
from aftersales.machine.timers import IN_HOURS
from aftersales.machine.words import Timer
from aftersales.models import Case, Deadline, DeadlineState
from helpdesk.followups.due_words import day_words, left_words
from helpdesk.followups.weighing import share_used, step_of
from helpdesk.kernel.shown import Shown


@dataclass(frozen=True, slots=True)
class Clock(Shown):
    """``deadline`` runs, stands still, or is over and unmet."""

    deadline: Deadline
    timer: str
    limit: str
    left: str
    at: str
    ends: str
    step: int
    percent: int
    is_paused: bool

    @property
    def is_late(self) -> bool:
        return self.percent >= 100


def latest_deadlines(shop_id: int, case_ids: Iterable[int]) -> dict[int, Deadline]:
    """Of each case the one that counts: what runs before what stands still, what is live before
    what is over and unmet. One query."""
    rows = Deadline.objects.filter(shop_id=shop_id, case_id__in=list(case_ids)).exclude(
        state__in=(DeadlineState.MET, DeadlineState.MOVED)
    )
    rank = {DeadlineState.ACTED: 0, DeadlineState.PAUSED: 1, DeadlineState.RUNNING: 2}
    return {
        row.case_id: row
        for row in sorted(rows, key=lambda row: (rank[DeadlineState(row.state)], row.started_at))
    }


def clock_of(
    case: Case, deadlines: Mapping[int, Deadline], *, now: datetime, percentages: list[int]
) -> Clock | None:
    """None where the case waits for nothing with an end."""
    deadline = deadlines.get(case.pk)
    if deadline is None or not case.is_open or case.due_at is None:
        return None
    starts, due = deadline.started_at, deadline.due_at
    if deadline.state == DeadlineState.PAUSED:
        share = 0.0
    else:
        share = share_used(starts_at=starts, due_at=due, moment=now)
    return Clock(
        deadline=deadline,
        timer=str(Timer(deadline.timer).label),
        limit=limit_words(deadline),
        left=left_words(due, now),
        at=f"{day_words(due, now)} {timezone.localtime(due):%H:%M}",
        ends=ends_words(case, deadline) if deadline.state == DeadlineState.RUNNING else "",
        step=step_of(share, percentages),
        percent=round(share * 100),
        is_paused=deadline.state == DeadlineState.PAUSED,
    )


def limit_words(deadline: Deadline) -> str:
    """「限 48 小时」, the number as it was when it started."""
    words = _("限 %(n)s 小时") if deadline.rule in IN_HOURS else _("限 %(n)s 天")
    return words % {"n": deadline.value}
