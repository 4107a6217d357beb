"""The checklist of a follow-up: what somebody has looked at, one by one."""

from django.db import transaction

from helpdesk.accounts.models import Membership
from helpdesk.followups.access import check_own, check_unchanged, locked_followups
from helpdesk.followups.actions.announcing import write_change
from helpdesk.followups.errors import CheckUnknown
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.errors import NotFound


@transaction.atomic
def tick(*, actor: Membership, followup_id: int, place: int, on: bool) -> FollowUp:
    """Ticked, with the name of who did it, or not any more; the same twice changes nothing.

    Two people may tick two of them at once. CheckUnknown, NotYours, FollowUpEnded.
    """
    row = locked_followups(membership=actor, ids=[followup_id]).get(followup_id)
    if row is None:
        raise NotFound()
    check_own(actor, row)
    check_unchanged(row, row.version)
    if not 0 <= place < len(row.checks):
        raise CheckUnknown()
    check = row.checks[place]
    if (check["by"] is not None) != on:
        check["by"] = actor.user.shown_name if on else None
        verb = "followup.ticked" if on else "followup.unticked"
        write_change(row, actor=actor, verb=verb, data={"words": check["words"]})
    return row
