"""Every change of a follow-up goes through here: version, who, audit entry and event together."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.followups.models import FollowUp
from helpdesk.kernel import clock
from helpdesk.realtime.followup_events import FollowUpChanged
from helpdesk.realtime.publish import publish


def write_change(
    row: FollowUp, *, actor: Membership | None, verb: str, data: Mapping[str, Any] | None = None
) -> None:
    """Save a locked row as its next version, on record and told to the desks."""
    row.version += 1
    row.changed_by, row.changed_at = actor, clock.now()
    row.save()
    announce(row, actor=actor, verb=verb, data=data)


def announce(
    row: FollowUp, *, actor: Membership | None, verb: str, data: Mapping[str, Any] | None = None
) -> None:
    """The entry and the event of a row that is written."""
    record(
        shop_id=row.shop_id,
        actor=None if actor is None else actor.user,
        verb=verb,
        target=row,
        data={"target": row.title, **(data or {})},
    )
    publish(
        row.shop_id,
        FollowUpChanged(
            followup=row.pk,
            state=row.state,
            conversation=row.conversation,
            owner=row.owner_id,
            group=row.group,
        ),
    )
