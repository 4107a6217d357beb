"""What the sweep has given up comes again, because a person says so."""

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.followups.models import FollowUpTemplate, Reminder, ReminderState
from helpdesk.followups.models.reminder import MOST_FAILURES
from helpdesk.kernel import clock


@transaction.atomic
def retry_failed(*, actor: Membership) -> int:
    """Every reminder and duty of the shop that was given up is due at once; how many."""
    require(actor, "followups.arrange")
    moment = clock.now()
    duties = FollowUpTemplate.objects.filter(
        shop_id=actor.shop_id, is_active=True, failures__gte=MOST_FAILURES
    ).update(failures=0, next_at=moment)
    reminders = Reminder.objects.filter(shop_id=actor.shop_id, state=ReminderState.FAILED).update(
        state=ReminderState.WAITING, failures=0, due_at=moment
    )
    if reminders + duties:
        record(
            shop_id=actor.shop_id,
            actor=actor.user,
            verb="followup.retried",
            data={"count": reminders + duties},
        )
    return reminders + duties
