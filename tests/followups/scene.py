"""What the tests of follow-ups set up."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.followups.actions.making import Owed, make_followup
from helpdesk.followups.models import FollowUp, FollowUpTemplate, Reminder
from helpdesk.kernel import clock

HOUR = timedelta(hours=1)


def owed(member: Membership, title: str = "回电话", *, hours: float = 10, **more: Any) -> FollowUp:
    """Something that the member owes, due in so many hours."""
    more = {"owner_id": member.pk, "kind": "noted", "due_at": clock.now() + hours * HOUR, **more}
    return make_followup(shop_id=member.shop_id, actor=member, owed=Owed(title=title, **more))


def age(rows: Iterable[FollowUp], hours: float) -> None:
    """All of it happened so many hours earlier."""
    for row in rows:
        FollowUp.objects.filter(pk=row.pk).update(
            starts_at=row.starts_at - hours * HOUR, due_at=row.due_at - hours * HOUR
        )
        for reminder in row.reminders.all():
            Reminder.objects.filter(pk=reminder.pk).update(
                due_at=reminder.due_at - hours * HOUR, of_due_at=reminder.of_due_at - hours * HOUR
            )


def duty(
    member: Membership, *, next_due: datetime, title: str = "退款日报", **more: Any
) -> FollowUpTemplate:
    """A daily duty of the shop that is due next at that moment."""
    local = next_due.astimezone(ZoneInfo(member.shop.time_zone))
    more = {"at": time(local.hour, local.minute), "lead_minutes": 60, **more}
    return FollowUpTemplate.objects.create(
        shop_id=member.shop_id,
        kind="duty",
        title=title,
        every="day",
        next_due_at=next_due,
        next_at=next_due - timedelta(minutes=more["lead_minutes"]),
        **more,
    )


def verbs(member: Membership, row: FollowUp) -> list[str]:
    """What is on record of it, oldest first."""
    entries = AuditEntry.objects.filter(
        shop_id=member.shop_id, target_type="followup", target_id=str(row.pk)
    )
    return list(entries.order_by("pk").values_list("verb", flat=True))
