"""Follow-ups that come, move, stand still and end with what they are about.

The app that owns the source calls this in the transaction of its own move, with the source locked.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.announcing import write_change
from helpdesk.followups.actions.making import (
    no_more_reminders,
    owe_reminders,
    weigh_row,
    write_owed,
)
from helpdesk.followups.actions.settling import end_row, spawn_next
from helpdesk.followups.keeping_plan import Change, Deed, Kept, changes_to
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.followups.models.followup import LIVE, OUTCOME_LENGTH
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked

SHORTEST = timedelta(minutes=1)
"""A span; an end that is moved before its start leaves this much."""

VERBS = {
    Deed.PAUSE: "followup.paused",
    Deed.RESUME: "followup.resumed",
    Deed.MOVE: "followup.moved",
    Deed.RESTATE: "followup.restated",
}


def keep_followups(
    *,
    shop_id: int,
    source: tuple[str, int],
    wanted: Collection[Kept],
    actor: Membership | None,
    outcome: str,
    moment: datetime,
) -> list[Change]:
    """Make the live follow-ups of a source what is owed now; what was changed.

    Whose a new one is stands in it; later a person may have handed it over, and that holds.
    ``outcome`` is what is said of those that end.
    """
    assert transaction.get_connection().in_atomic_block
    of_source = FollowUp.objects.filter(
        shop_id=shop_id, source_kind=source[0], source_id=source[1], state__in=LIVE
    )
    rows = {row.kind: row for row in locked(of_source) if kind_named(row.kind).is_kept}
    changes = changes_to(rows, wanted)
    for change in changes:
        _apply(shop_id, change, actor, outcome, moment)
    return changes


def _apply(
    shop_id: int, change: Change, actor: Membership | None, outcome: str, moment: datetime
) -> None:
    row, kept = change.row, change.kept
    if kept is None:
        assert row is not None
        end_row(row, FollowUpState.DONE, outcome[:OUTCOME_LENGTH])
        write_change(row, actor=actor, verb="followup.done", data={"outcome": row.outcome})
        spawn_next(row, actor=actor)
        return
    if row is None:
        row = write_owed(shop_id=shop_id, actor=None, owed=kept.owed, moment=moment)
        if kept.is_paused:
            _pause(row, None)
        return
    _restate(row, kept)
    if change.deed is Deed.PAUSE:
        _pause(row, actor)
        return
    if change.deed in (Deed.RESUME, Deed.MOVE):
        _retime(row, kept, moment)
    weigh_row(row)
    due = clock.iso(row.due_at)
    write_change(row, actor=actor, verb=VERBS[change.deed], data={"due": due})
    if change.deed in (Deed.RESUME, Deed.MOVE):
        owe_reminders(row, after=moment)


def _restate(row: FollowUp, kept: Kept) -> None:
    owed = kept.owed
    row.title, row.because = owed.title, owed.because
    row.money_at_risk_fen, row.for_role = owed.money_fen, owed.for_role


def _pause(row: FollowUp, actor: Membership | None) -> None:
    row.state = FollowUpState.PAUSED
    no_more_reminders(row)
    write_change(row, actor=actor, verb=VERBS[Deed.PAUSE])


def _retime(row: FollowUp, kept: Kept, moment: datetime) -> None:
    """Its end anew. After a pause the bar goes on where it stood; a new span has its own start."""
    owed = kept.owed
    assert owed.due_at is not None and owed.starts_at is not None
    if owed.starts_at > row.starts_at:
        row.starts_at = owed.starts_at
    elif row.is_paused and owed.due_at > row.due_at:
        row.starts_at += owed.due_at - row.due_at
    row.starts_at = min(row.starts_at, owed.due_at - SHORTEST)
    row.due_at, row.state = owed.due_at, FollowUpState.OPEN
    no_more_reminders(row)
