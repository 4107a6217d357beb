"""A shop's duties, and what the sweep has given up."""

from dataclasses import dataclass
from datetime import datetime

from helpdesk.accounts.queries.shops import zone_of
from helpdesk.followups.models import FollowUpTemplate, Reminder, ReminderState
from helpdesk.followups.models.reminder import MOST_FAILURES
from helpdesk.followups.owners import group_names
from helpdesk.followups.rhythm import Every, Rhythm
from helpdesk.followups.rhythm_words import next_times, rhythm_said
from helpdesk.followups.starter import STARTERS

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Troubles:
    """Reminders and duties that were given up, each with what was in the way."""

    reminders: list[Reminder]
    duties: list[FollowUpTemplate]

    @property
    def any(self) -> bool:
        return bool(self.reminders or self.duties)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty in words: its rhythm, its next three times, whose it is ("" for anybody's)."""

    row: FollowUpTemplate
    said: str
    times: list[str]
    whose: str


def duties_of(shop_id: int, now: datetime) -> list[DutyLine]:
    """All that were not ended, the nearest first, those that are stopped at the end."""
    rows = FollowUpTemplate.objects.select_related("owner__user").filter(
        shop_id=shop_id, ended_at=None
    )
    zone = zone_of(shop_id)
    groups = group_names(shop_id)
    return [
        DutyLine(
            row,
            rhythm_said(every=row.every, weekday=row.weekday, day=row.day, at=row.at),
            next_times(
                Rhythm(Every(row.every), row.at, zone, row.weekday, row.day), row.next_due_at, now
            ),
            groups.get(row.group or 0, "") if row.owner is None else row.owner.user.shown_name,
        )
        for row in rows.order_by("-is_active", "next_due_at", "pk")
    ]


def starters_left(shop_id: int) -> int:
    """How many of the product's set the shop has never had."""
    rows = FollowUpTemplate.objects.filter(shop_id=shop_id).exclude(starter=None)
    known = set(rows.values_list("starter", flat=True))
    return sum(one.key not in known for one in STARTERS)


def troubles_of(shop_id: int) -> Troubles:
    """What needs a person."""
    reminders = Reminder.objects.select_related("followup").filter(
        shop_id=shop_id, state=ReminderState.FAILED
    )
    duties = FollowUpTemplate.objects.filter(
        shop_id=shop_id, is_active=True, failures__gte=MOST_FAILURES
    )
    return Troubles(list(reminders.order_by("-due_at")[:SHOWN]), list(duties.order_by("pk")))
