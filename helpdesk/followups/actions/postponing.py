"""Its time, and its weight, said anew by a person with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.announcing import write_change
from helpdesk.followups.actions.making import (
    LONGEST,
    no_more_reminders,
    owe_reminders,
    weigh_row,
)
from helpdesk.followups.actions.settling import check_by_hand, checked_words, one_locked
from helpdesk.followups.errors import FollowUpWrong
from helpdesk.kernel import clock


@transaction.atomic
def postpone_followup(
    *, actor: Membership, followup_id: int, version: int, due_at: datetime, reason: str
) -> None:
    """Due at another time from now on, with reminders of its own; the span begins where it did."""
    row = one_locked(actor=actor, followup_id=followup_id, version=version)
    check_by_hand(row)
    reason = checked_words(reason, _("为什么改时间"))
    moment = clock.now()
    if due_at <= max(moment, row.starts_at) or due_at - moment > LONGEST:
        raise FollowUpWrong()
    before, row.due_at = row.due_at, due_at
    weigh_row(row)
    no_more_reminders(row)
    write_change(
        row,
        actor=actor,
        verb="followup.postponed",
        data={
            "before": clock.iso(before),
            "due": clock.iso(due_at),
            "reason": reason,
        },
    )
    owe_reminders(row, after=moment)


@transaction.atomic
def override_weight(
    *,
    actor: Membership,
    followup_id: int,
    version: int,
    urgent: bool | None,
    important: bool | None,
    reason: str,
) -> None:
    """Urgent and important as the person says; None is as the rule says, and both None takes
    what was said back."""
    row = one_locked(actor=actor, followup_id=followup_id, version=version)
    by_rule = urgent is None and important is None
    reason = "" if by_rule else checked_words(reason, _("为什么改轻重缓急"))
    row.urgent_said, row.important_said, row.weight_reason = urgent, important, reason
    weigh_row(row)
    verb = "followup.weighed_by_rule" if by_rule else "followup.weighed"
    write_change(row, actor=actor, verb=verb, data={"reason": reason})
