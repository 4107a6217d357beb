"""What the clock owes: reminders that are due, and duties that come again.

Both are rows, claimed under SKIP LOCKED and settled in the transaction of the claim: a worker that
dies leaves them as they were, ten at once share them, and a beat that was away for an hour finds
them all. What fails is put off, told to nobody twice, and after `MOST_FAILURES` shown to the shop.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from django.db import models, transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.policies import value_of
from helpdesk.followups.actions.making import Owed, write_owed
from helpdesk.followups.models import FollowUp, FollowUpTemplate, Reminder, ReminderState
from helpdesk.followups.models.reminder import MOST_FAILURES
from helpdesk.followups.policy_rules import CATCH_UP_DAYS
from helpdesk.followups.queries.rhythms import rhythm_of
from helpdesk.followups.titles import title_in_each
from helpdesk.kernel import clock
from helpdesk.realtime.counters import count
from helpdesk.realtime.followup_events import FollowUpReminded
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import SaidShape

AT_ONCE = 200
"""Rows of one claim."""

PAUSE_SECONDS = 60
"""After a failure, doubled with each further one."""

SKIP_LOCKED = True

Row = TypeVar("Row", bound=models.Model)

log = logging.getLogger(__name__)


def sweep_all(*, rounds: int = 50) -> int:
    """Everything that is due, at most ``rounds`` claims; how many rows were settled."""
    settled = 0
    for _round in range(rounds):
        some = remind_due() + repeat_due()
        settled += some
        if not some:
            break
    return settled


@transaction.atomic
def remind_due() -> int:
    """One claim of reminders; how many."""
    rows = _claimed(
        Reminder.objects.filter(state=ReminderState.WAITING, due_at__lte=clock.now()).order_by(
            "due_at", "pk"
        )
    )
    if not rows:
        return 0
    followups = FollowUp.objects.in_bulk({one.followup_id for one in rows})
    try:
        with transaction.atomic():
            _remind(rows, followups)
        count("followup_sweep", len(rows), "reminder", "done")
    except Exception:
        # One of them cannot be told: each by itself, so that it holds up no other.
        log.exception("%s reminders were not settled together", len(rows))
        for row in rows:
            row.refresh_from_db()
            _try(row, partial(_remind, [row], followups), _reminder_failed)
    return len(rows)


def _remind(rows: Sequence[Reminder], followups: Mapping[int, FollowUp]) -> None:
    """All in two statements, and one announcement a shop."""
    moment = clock.now()
    told: dict[int, list[FollowUpReminded]] = {}
    for row in rows:
        followup = followups[row.followup_id]
        if not followup.is_open or followup.due_at != row.of_due_at:
            row.state = ReminderState.NEEDLESS
            continue
        row.state = ReminderState.TOLD
        told.setdefault(row.shop_id, []).append(_reminded(row, followup))
    states = {
        state: [row.pk for row in rows if row.state == state]
        for state in (ReminderState.TOLD, ReminderState.NEEDLESS)
    }
    of_claim = Reminder.objects.filter(pk__in=states[ReminderState.TOLD])
    of_claim.update(state=ReminderState.TOLD, told_at=moment, problem="")
    if states[ReminderState.NEEDLESS]:
        needless = Reminder.objects.filter(pk__in=states[ReminderState.NEEDLESS])
        needless.update(state=ReminderState.NEEDLESS)
    for shop_id, events in told.items():
        publish(shop_id, *events)


def _reminded(row: Reminder, followup: FollowUp) -> FollowUpReminded:
    in_each = title_in_each(followup.kind, followup.title)
    said: list[SaidShape] = [{"language": one, "words": words} for one, words in in_each.items()]
    return FollowUpReminded(
        followup=followup.pk,
        title=followup.title,
        said=said,
        percent=row.percent,
        due_at=clock.iso(followup.due_at),
        conversation=followup.conversation,
        owner=followup.owner_id,
        group=followup.group,
        for_role=followup.for_role,
    )


def _reminder_failed(row: Reminder) -> None:
    if row.failures >= MOST_FAILURES:
        row.state = ReminderState.FAILED
    row.due_at = clock.now() + _pause(row.failures)
    row.save(update_fields=["state", "due_at", "failures", "problem"])


@transaction.atomic
def repeat_due() -> int:
    """One claim of duties, each made as often as it is due by now; how many duties."""
    rows = _claimed(
        FollowUpTemplate.objects.filter(
            is_active=True, next_at__lte=clock.now(), failures__lt=MOST_FAILURES
        ).order_by("next_at", "pk")
    )
    for row in rows:
        _try(row, partial(_repeat, row), _duty_failed)
    return len(rows)


def _repeat(row: FollowUpTemplate) -> None:
    moment, rhythm = clock.now(), rhythm_of(row)
    lead = timedelta(minutes=row.lead_minutes)
    times = rhythm.between(row.next_due_at, moment + lead)
    oldest = moment - timedelta(days=value_of(row.shop_id, CATCH_UP_DAYS))
    for due in times:
        if due < oldest:
            continue
        owed = Owed(
            kind=row.kind,
            title=row.title,
            because=row.because,
            starts_at=due - lead,
            due_at=due,
            owner_id=row.owner_id,
            group=row.group,
            once=f"duty:{row.pk}:{clock.iso(due)}",
        )
        write_owed(shop_id=row.shop_id, actor=None, owed=owed, moment=moment, template=row)
    late = sum(due < oldest for due in times)
    if late:
        data = {"target": row.title, "count": late}
        record(shop_id=row.shop_id, actor=None, verb="followup.duties_late", target=row, data=data)
    row.next_due_at = rhythm.first_after(times[-1]) if times else row.next_due_at
    row.next_at = row.next_due_at - lead
    row.failures, row.problem = 0, ""
    row.save(update_fields=["next_due_at", "next_at", "failures", "problem"])


def _duty_failed(row: FollowUpTemplate) -> None:
    row.next_at = clock.now() + _pause(row.failures)
    row.save(update_fields=["next_at", "failures", "problem"])


def _claimed(rows: models.QuerySet[Row]) -> list[Row]:
    return list(
        rows.select_for_update(of=("self",), no_key=True, skip_locked=SKIP_LOCKED)[:AT_ONCE]
    )


def _try(row: Any, work: Callable[[], None], failed: Callable[[Any], None]) -> None:
    """One row in a savepoint of its own: what fails takes nothing else with it."""
    kind = row._meta.model_name
    try:
        with transaction.atomic():
            work()
        count("followup_sweep", 1, kind, "done")
    except Exception as problem:
        log.exception("%s %s was not settled", kind, row.pk)
        row.refresh_from_db()
        row.failures += 1
        row.problem = f"{type(problem).__name__}: {problem}"[:200]
        failed(row)
        count("followup_sweep", 1, kind, "failed")


def _pause(failures: int) -> timedelta:
    return timedelta(seconds=PAUSE_SECONDS * 2 ** min(failures - 1, 6))
