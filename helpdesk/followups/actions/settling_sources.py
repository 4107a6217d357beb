"""What is owed about something else ends with a deed there: the app that has it says so.

Whose follow-up it is does not matter here: who may do the deed, may end what was owed for it.
"""

from django.db import transaction

from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.announcing import write_change
from helpdesk.followups.actions.settling import end_row
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.followups.models.followup import LIVE, OUTCOME_LENGTH
from helpdesk.kernel.locks import locked


def settle_source(
    *,
    shop_id: int,
    actor: Membership | None,
    source_kind: str,
    source_id: int,
    outcome: str,
    kind: str = "",
) -> FollowUp | None:
    """Everything open about this source (of one kind) is done, and nothing comes next by itself;
    the last of them, from which the caller may go on. In the caller's transaction."""
    assert transaction.get_connection().in_atomic_block
    rows = FollowUp.objects.filter(
        shop_id=shop_id, source_kind=source_kind, source_id=source_id, state=FollowUpState.OPEN
    )
    if kind:
        rows = rows.filter(kind=kind)
    last = None
    # Twice: who did one by hand while the first look waited for it began another meanwhile.
    for _look in range(2):
        for row in locked(rows.all()):
            end_row(row, FollowUpState.DONE, outcome[:OUTCOME_LENGTH])
            write_change(row, actor=actor, verb="followup.done", data={"outcome": row.outcome})
            last = row
    return last


def give_source(
    *, actor: Membership, source_kind: str, source_id: int, kind: str, owner: Membership
) -> None:
    """What is owed about this source (of one kind) is somebody's from now on, whoever's it was.
    In the caller's transaction."""
    assert transaction.get_connection().in_atomic_block
    rows = FollowUp.objects.filter(
        shop_id=actor.shop_id,
        source_kind=source_kind,
        source_id=source_id,
        kind=kind,
        state__in=LIVE,
    )
    for row in locked(rows):
        row.owner, row.group = owner, None
        name = {"receiver": owner.user.shown_name}
        write_change(row, actor=actor, verb="followup.handed_over", data=name)
