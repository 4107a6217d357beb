"""The sweep: late, twice, in ten threads, past failures; nothing skipped, nothing doubled."""

import threading
from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from django.db.models import QuerySet

from helpdesk.accounts.models import AuditEntry
from helpdesk.followups.actions import sweeping
from helpdesk.followups.actions.retrying import retry_failed
from helpdesk.followups.actions.settling import drop_followup
from helpdesk.followups.actions.sweeping import sweep_all
from helpdesk.followups.models import FollowUp, FollowUpTemplate, Reminder
from helpdesk.followups.models.reminder import MOST_FAILURES
from helpdesk.kernel import clock
from helpdesk.realtime.followup_events import FollowUpReminded
from tests.cast import Cast
from tests.conversations.test_races import at_once
from tests.followups.scene import HOUR, age, duty, owed


def told(row: FollowUp) -> list[int]:
    rows = row.reminders.filter(state="told").order_by("percent")
    return list(rows.values_list("percent", flat=True))


def test_reminders_are_told_late_and_once(cast: Cast) -> None:
    early, late, dropped = owed(cast.mei), owed(cast.mei), owed(cast.mei)
    age([early], 6)
    age([late, dropped], 11)
    dropped.refresh_from_db()
    FollowUp.objects.filter(pk=dropped.pk).update(
        state="dropped", outcome="—", ended_at=clock.now()
    )
    sweep_all()
    assert (told(early), told(late), told(dropped)) == ([50], [50, 80, 95, 100], [])
    moments = set(Reminder.objects.filter(shop=cast.shop).values_list("pk", "told_at"))
    assert sweep_all() == 0
    assert set(Reminder.objects.filter(shop=cast.shop).values_list("pk", "told_at")) == moments


def test_duties_are_caught_up_each_time_once(cast: Cast) -> None:
    """The beat was away for three days and a bit."""
    now = clock.now().replace(second=0, microsecond=0)
    row = duty(cast.lan, next_due=now - timedelta(days=3))
    sweep_all()
    made = FollowUp.objects.filter(template=row).order_by("due_at")
    assert [one.due_at for one in made] == [now - timedelta(days=days) for days in (3, 2, 1, 0)]
    row.refresh_from_db()
    assert row.next_due_at == now + timedelta(days=1)
    FollowUpTemplate.objects.filter(pk=row.pk).update(
        next_due_at=now - timedelta(days=3), next_at=now - timedelta(days=3)
    )
    sweep_all()
    assert made.count() == 4, "a worker that forgot makes nothing again"


def test_what_lies_too_far_back_is_only_put_on_record(cast: Cast) -> None:
    now = clock.now().replace(second=0, microsecond=0)
    row = duty(cast.lan, next_due=now - timedelta(days=30))
    sweep_all()
    assert FollowUp.objects.filter(template=row).count() == 7
    [entry] = AuditEntry.objects.filter(shop=cast.shop, verb="followup.duties_late")
    assert entry.data["count"] == 24


def test_what_fails_is_put_off_given_up_shown_and_retried(cast: Cast) -> None:
    row, fine = owed(cast.mei, hours=1), owed(cast.tom, hours=1)
    age([row, fine], 2)
    real = sweeping._reminded

    def broken(reminder: Reminder, followup: FollowUp) -> FollowUpReminded:
        if followup.pk == row.pk:
            Reminder.objects.filter(pk=reminder.pk).update(problem="half-done")
            raise RuntimeError("no")
        return real(reminder, followup)

    with patch.object(sweeping, "_reminded", broken):
        for _ in range(MOST_FAILURES):
            row.reminders.filter(state="waiting").update(due_at=clock.now() - HOUR)
            sweep_all()
    assert told(fine) == [50, 80, 95, 100], "one that fails holds up none"
    assert set(row.reminders.values_list("state", "failures", "problem")) == {
        ("failed", MOST_FAILURES, "RuntimeError: no")
    }
    assert retry_failed(actor=cast.qin) == 4
    sweep_all()
    assert told(row) == [50, 80, 95, 100]


def work_for_ten(cast: Cast) -> FollowUpTemplate:
    age([owed(cast.mei, f"第 {number} 件", hours=1) for number in range(30)], 2)
    now = clock.now().replace(second=0, microsecond=0)
    return duty(cast.lan, next_due=now - timedelta(days=2))


def test_ten_sweeps_at_once_tell_each_once_and_make_each_once(real_cast: Cast) -> None:
    row = work_for_ten(real_cast)
    heard: list[tuple[int, int]] = []
    real = sweeping.publish

    def listen(shop_id: int, *events) -> None:
        if shop_id == real_cast.shop.pk:
            heard.extend((one.followup, one.percent) for one in events)
        real(shop_id, *events)

    with patch.object(sweeping, "publish", listen), patch.object(sweeping, "AT_ONCE", 7):
        at_once(*[sweep_all] * 10)
    made = FollowUp.objects.filter(template=row)
    assert made.count() == 3
    assert len(heard) == 120 + 3 and set(Counter(heard).values()) == {1}, "three duties are due"


def test_without_the_claim_two_sweeps_tell_everything_twice(real_cast: Cast) -> None:
    age([owed(real_cast.mei, hours=1)], 2)
    heard: list[tuple[int, int]] = []
    gate = threading.Barrier(2)

    def unclaimed(rows: QuerySet) -> list:
        found = list(rows.filter(shop=real_cast.shop)[:200])
        gate.wait(10)
        return found

    def listen(shop_id: int, *events) -> None:
        heard.extend((one.followup, one.percent) for one in events)

    with patch.object(sweeping, "publish", listen), patch.object(sweeping, "_claimed", unclaimed):
        at_once(sweeping.remind_due, sweeping.remind_due)
    assert set(Counter(heard).values()) == {2}


def test_nobody_is_told_of_what_was_dropped(cast: Cast) -> None:
    row = owed(cast.mei)
    drop_followup(actor=cast.mei, followup_id=row.pk, version=1, reason="买家退了")
    age([row], 11)
    sweep_all()
    assert told(row) == []
