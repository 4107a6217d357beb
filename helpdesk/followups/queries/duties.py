"""A shop's duties, and what the sweep has given up."""

from dataclasses import dataclass

from helpdesk.followups.models import FollowUpTemplate, Reminder, ReminderState
from helpdesk.followups.models.reminder import MOST_FAILURES
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


def duties_of(shop_id: int) -> list[FollowUpTemplate]:
    """All of them, the nearest first, those that are off at the end."""
    rows = FollowUpTemplate.objects.select_related("owner__user").filter(shop_id=shop_id)
    return list(rows.order_by("-is_active", "next_due_at", "pk"))


def starters_left(duties: list[FollowUpTemplate]) -> int:
    """How many of the product's set the shop has not got."""
    known = {one.starter for one in duties}
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
