"""The table of moves: what must be true of it whatever rows are added."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.machine.drawing import diagram
from aftersales.machine.table import ROWS, possible, row_of
from aftersales.machine.timers import due_after, length_of
from aftersales.machine.words import TERMINAL, Clock, Kind, State, Timer, Verb, Who
from helpdesk.accounts.hours import ALWAYS, BusinessHours
from helpdesk.accounts.policies import rule

by_kind = pytest.mark.parametrize("kind", Kind)
STARTED = {(row.after, row.starts) for row in ROWS if row.starts is not None}
MONEY_STATES = {State.REFUNDING, State.REFUND_FAILED}


def reached(kind: Kind, start: State) -> set[State]:
    seen, todo = {start}, [start]
    while todo:
        state = todo.pop()
        for back in (False, True):
            fresh = {row.after for row in possible(kind, state, goods_back=back)} - seen
            seen |= fresh
            todo += fresh
    return seen


@by_kind
def test_every_kind_opens_and_every_state_on_its_way_can_end(kind: Kind) -> None:
    assert row_of(kind, None, Verb.OPEN) is not None
    for state in reached(kind, State.APPLIED):
        assert reached(kind, state) & TERMINAL, state
        assert state in TERMINAL or any(possible(kind, state, (Who.BUYER, Who.STAFF, Who.MONEY))), (
            f"nobody can move {state}"
        )


def test_nothing_leaves_a_terminal_state_and_no_move_is_there_twice() -> None:
    assert not [row for row in ROWS if row.before in TERMINAL]
    moves = [
        (row.before, row.verb, kind, back)
        for row in ROWS
        for kind in row.kinds
        for back in ((True, False) if row.goods_back is None else (row.goods_back,))
    ]
    assert len(moves) == len(set(moves))


@by_kind
def test_what_is_timed_has_an_end_by_time(kind: Kind) -> None:
    for state, timer in STARTED:
        if state not in reached(kind, State.APPLIED):
            continue
        for back in (False, True):
            by_time = possible(kind, state, (Who.TIME,), goods_back=back)
            ends = [row for row in by_time if row.who == (Who.TIME,)]
            assert ends, f"{kind}: {timer} of {state} is over, and then?"


def test_time_never_agrees_to_goodwill_and_never_refuses() -> None:
    by_time = [row for row in ROWS if Who.TIME in row.who]
    alone = [row for row in by_time if row.who == (Who.TIME,)]
    assert all(row.verb in (Verb.EXPIRE, Verb.OVERDUE) for row in alone)
    assert {row.verb for row in by_time if row not in alone} == {Verb.ARRIVE}
    assert all(row.after is not State.REFUSED for row in by_time)
    expired = row_of(Kind.GOODWILL, State.APPLIED, Verb.EXPIRE)
    assert expired is not None and expired.after is State.CLOSED


def test_a_lost_return_is_refunded_by_the_clock_that_began_when_it_was_signed_for() -> None:
    missed = row_of(Kind.RETURN, State.WAIT_SELLER_CONFIRM, Verb.MISS)
    assert missed is not None and missed.clock is Clock.KEEP and missed.starts is None
    over = row_of(Kind.RETURN, State.RETURN_LOST, Verb.EXPIRE, goods_back=True)
    assert over is not None and over.after is State.REFUNDING


def test_only_money_that_left_ends_a_refund() -> None:
    for row in ROWS:
        if row.before in MONEY_STATES and row.after in TERMINAL:
            assert row.verb in (Verb.PAID, Verb.PAY_OUTSIDE, Verb.FOUND_PAID)
            assert row.after is State.DONE


def test_the_picture_has_every_state() -> None:
    drawn = diagram(ROWS)
    assert all(f" {state.value}" in drawn for state in State)


@pytest.mark.parametrize("timer", Timer)
def test_every_timer_has_a_rule(timer: Timer) -> None:
    for shipped in (False, True):
        assert rule(length_of(timer, shipped=shipped).rule).preset > 0


ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 2, 16, 4, 0, tzinfo=UTC)  # Monday noon in Shanghai


def hours(*closed: date) -> BusinessHours:
    return BusinessHours(ZONE, ALWAYS, dict.fromkeys(closed, ()))


def test_closed_holidays_are_skipped_whole_and_named() -> None:
    first, second = date(2026, 2, 17), date(2026, 2, 18)
    due = due_after(START, timedelta(hours=48), hours(first, second))
    assert due.at == START + timedelta(hours=96)
    assert due.skipped == (first, second)
    assert due_after(START, timedelta(hours=12), hours(first)).at == START + timedelta(hours=12)
    begun_on_one = due_after(START, timedelta(hours=2), hours(date(2026, 2, 16)))
    assert begun_on_one.at == datetime(2026, 2, 16, 18, 0, tzinfo=UTC)


@settings(deadline=None)  # a loaded machine is no mistake
@given(
    st.integers(0, 10_000),
    st.integers(60, 20_000),
    st.sets(st.integers(0, 20).map(lambda day: date(2026, 2, 16) + timedelta(day))),
)
def test_holidays_only_add_whole_pauses(start: int, length: int, closed: set[date]) -> None:
    at, long = START + timedelta(minutes=start), timedelta(minutes=length)
    due = due_after(at, long, hours(*closed))
    extra, skipped = due.at - at - long, len(due.skipped)
    # The day on which it began may have stood still for its rest only.
    assert timedelta(days=max(0, skipped - 1)) <= extra <= timedelta(days=skipped)
    assert set(due.skipped) <= closed
