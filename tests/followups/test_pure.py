"""Weight, reminders and rhythm, without a database."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.followups.chaining import Step, fits, steps_of
from helpdesk.followups.due_words import day_words, is_near
from helpdesk.followups.reminding import reminder_times
from helpdesk.followups.rhythm import Every, Rhythm
from helpdesk.followups.weighing import (
    Quadrant,
    Weight,
    Weights,
    overridden,
    quadrant_of,
    share_used,
    step_of,
    weigh,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 6, 11, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
RULES = Weights(urgent_minutes=240, important_fen=5000)


@pytest.mark.parametrize(
    ("days", "chinese", "english"),
    [
        (-1, "昨天", "yesterday"),
        (0, "今天", "today"),
        (1, "明天", "tomorrow"),
        (3, "周日", "Sun"),
        (20, "7月1日", "1 Jul"),
        (300, "2027年4月7日", "7 Apr 2027"),
    ],
)
def test_the_day_of_a_deadline_is_no_guess(days: int, chinese: str, english: str) -> None:
    for language, said in (("zh-hans", chinese), ("en", english)):
        with override(language):
            assert day_words(NOON + timedelta(days=days), NOON) == said


@pytest.mark.parametrize(
    ("hour", "left", "near"),
    [
        (23, timedelta(minutes=90), True),  # half past midnight, to whoever works the night
        (23, timedelta(hours=6), False),
        (9, timedelta(hours=14), True),
        (9, timedelta(hours=16), False),
        (0, timedelta(hours=-30), True),
    ],
)
def test_what_is_left_is_said_today_and_into_the_night(
    hour: int, left: timedelta, near: bool
) -> None:
    now = datetime(2026, 6, 11, hour, tzinfo=SHANGHAI)
    assert is_near(now + left, now) == near


@pytest.mark.parametrize(
    ("span", "money", "kind", "urgent_from", "important"),
    [
        (10 * HOUR, 0, False, NOON + 6 * HOUR, False),
        (10 * HOUR, 4999, False, NOON + 6 * HOUR, False),
        (10 * HOUR, 5000, False, NOON + 6 * HOUR, True),
        (10 * HOUR, 0, True, NOON + 6 * HOUR, True),
        (2 * HOUR, 0, False, NOON, False),
    ],
)
def test_weight_by_the_rule(
    span: timedelta, money: int, kind: bool, urgent_from: datetime, important: bool
) -> None:
    weight = weigh(
        starts_at=NOON,
        due_at=NOON + span,
        money_fen=money,
        kind_is_important=kind,
        weights=RULES,
    )
    assert weight == Weight(urgent_from, important)


def test_a_person_says_otherwise() -> None:
    rule = Weight(NOON + HOUR, False)
    assert overridden(rule, starts_at=NOON, urgent=None, important=None) == rule
    assert overridden(rule, starts_at=NOON, urgent=True, important=True) == Weight(NOON, True)
    assert overridden(rule, starts_at=NOON, urgent=False, important=None) == Weight(None, False)


@pytest.mark.parametrize(
    ("urgent", "important", "field"),
    [
        (True, True, Quadrant.NOW),
        (False, True, Quadrant.PLAN),
        (True, False, Quadrant.QUICK),
        (False, False, Quadrant.LATER),
    ],
)
def test_quadrants(urgent: bool, important: bool, field: Quadrant) -> None:
    assert quadrant_of(is_urgent=urgent, is_important=important) is field


@given(st.integers(-10, 200))
def test_the_bar_only_fills(minute: int) -> None:
    def share(at: int) -> float:
        moment = NOON + timedelta(minutes=at)
        return share_used(starts_at=NOON, due_at=NOON + HOUR, moment=moment)

    assert 0 <= share(minute) <= share(minute + 1) <= 1
    assert step_of(share(minute), [50, 80, 95]) <= step_of(share(minute + 1), [50, 80, 95])


@pytest.mark.parametrize(("share", "step"), [(0.49, 1), (0.5, 2), (0.8, 3), (0.95, 4), (1, 4)])
def test_steps_are_the_points_of_reminding(share: float, step: int) -> None:
    assert step_of(share, [50, 80, 95]) == step


def test_reminders_at_their_points_and_at_the_end() -> None:
    due = NOON + 100 * HOUR
    times = reminder_times(starts_at=NOON, due_at=due, percentages=[50, 80, 95], after=NOON)
    assert times == [(p, NOON + p * HOUR) for p in (50, 80, 95, 100)]
    late = reminder_times(
        starts_at=NOON, due_at=due, percentages=[50, 80, 95], after=NOON + 90 * HOUR
    )
    assert [percent for percent, _ in late] == [95, 100], "what is over is not told anew"
    over = reminder_times(starts_at=NOON, due_at=due, percentages=[50], after=due + HOUR)
    assert over == [(100, due)], "what is due is always told"


@pytest.mark.parametrize(
    ("rhythm", "after", "due"),
    [
        # 12:00 on Thursday 2026-06-11 in Shanghai.
        (Rhythm(Every.DAY, time(9), SHANGHAI), NOON, "2026-06-12 09:00"),
        (Rhythm(Every.DAY, time(13), SHANGHAI), NOON, "2026-06-11 13:00"),
        (Rhythm(Every.DAY, time(12), SHANGHAI), NOON, "2026-06-12 12:00"),
        (Rhythm(Every.WEEK, time(19), SHANGHAI, weekday=0), NOON, "2026-06-15 19:00"),
        (Rhythm(Every.WEEK, time(19), SHANGHAI, weekday=3), NOON, "2026-06-11 19:00"),
        (Rhythm(Every.WEEK, time(9), SHANGHAI, weekday=3), NOON, "2026-06-18 09:00"),
        (Rhythm(Every.MONTH, time(18), SHANGHAI, day=31), NOON, "2026-06-30 18:00"),
        (Rhythm(Every.MONTH, time(18), SHANGHAI, day=7), NOON, "2026-07-07 18:00"),
        (Rhythm(Every.QUARTER, time(18), SHANGHAI, day=1), NOON, "2026-07-01 18:00"),
        (
            Rhythm(Every.MONTH, time(1), SHANGHAI, day=31),
            datetime(2026, 12, 31, 4, tzinfo=UTC),
            "2027-01-31 01:00",
        ),
        (
            Rhythm(Every.MONTH, time(1), SHANGHAI, day=30),
            datetime(2027, 2, 1, tzinfo=UTC),
            "2027-02-28 01:00",
        ),
    ],
)
def test_the_next_time(rhythm: Rhythm, after: datetime, due: str) -> None:
    assert f"{rhythm.first_after(after).astimezone(SHANGHAI):%Y-%m-%d %H:%M}" == due


@given(
    st.sampled_from(list(Every)),
    st.integers(0, 6),
    st.integers(1, 31),
    st.integers(0, 24 * 400),
    st.integers(0, 24 * 400),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]),
)
def test_catching_up_in_two_goes_is_the_same_as_in_one(
    every: Every, weekday: int, day: int, hours: int, more: int, zone: str
) -> None:
    """However long the beat was away: nothing skipped, nothing doubled."""
    rhythm = Rhythm(every, time(2, 30), ZoneInfo(zone), weekday, day)
    first = rhythm.first_after(NOON)
    middle, end = NOON + hours * HOUR, NOON + (hours + more) * HOUR
    early = rhythm.between(first, middle)
    go_on = rhythm.first_after(early[-1]) if early else first
    assert early + rhythm.between(go_on, end) == rhythm.between(first, end)


def test_a_chain_comes_back_as_it_was_kept() -> None:
    steps = [Step("noted", "问仓库", 60, "先问清楚"), Step("noted", "答复买家", 30)]
    assert steps_of([step.as_json() for step in steps]) == steps
    assert fits(steps) and fits([])
    assert not fits([Step("noted", " ", 60)]) and not fits([Step("noted", "回", 0)])
    assert not fits(steps * 11)
