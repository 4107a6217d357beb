"""When a shop is open: examples by hand, and properties that hold on every clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.accounts.hours import ALWAYS, DAY_MINUTES, BusinessHours, Day

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE: Day = ((8 * 60, 12 * 60), (12 * 60 + 30, 16 * 60 + 30))
NIGHT: Day = ((18 * 60, 26 * 60),)
ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # goes by half an hour
    "America/Havana",  # its clock changes at midnight
    "Pacific/Apia",  # left out a whole day once
    "UTC",
]


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def week(day: Day, sunday: Day = ()) -> tuple[Day, ...]:
    return (*([day] * 6), sunday)


def test_open_with_a_break_and_closed_on_sunday() -> None:
    hours = BusinessHours(SHANGHAI, week(OFFICE))
    assert hours.open_at(at("2026-11-26 08:00")) and not hours.open_at(at("2026-11-26 12:00"))
    assert not hours.open_at(at("2026-11-26 16:30"))
    assert not hours.open_at(at("2026-11-29 10:00"))
    assert hours.next_opening(at("2026-11-28 17:00")) == at("2026-11-30 08:00")
    assert hours.next_opening(at("2026-11-26 09:00")) == at("2026-11-26 09:00")
    assert hours.next_closing(at("2026-11-26 09:00")) == at("2026-11-26 12:00")


def test_a_night_shift_belongs_to_the_day_it_began_on() -> None:
    hours = BusinessHours(SHANGHAI, week(NIGHT))
    assert hours.open_at(at("2026-11-29 01:59")), "Saturday's night, on Sunday's clock"
    assert not hours.open_at(at("2026-11-30 01:00")), "Sunday had none"
    assert hours.seconds_between(at("2026-11-28 12:00"), at("2026-11-29 12:00")) == 8 * 3600


def test_a_holiday_replaces_its_day_and_leaves_the_night_before() -> None:
    holidays = {date(2026, 11, 27): (), date(2026, 11, 28): ((600, 720),)}
    hours = BusinessHours(SHANGHAI, week(NIGHT), holidays)
    assert hours.open_at(at("2026-11-27 01:00"))
    assert not hours.open_at(at("2026-11-27 20:00"))
    assert hours.next_opening(at("2026-11-27 03:00")) == at("2026-11-28 10:00")


def test_always_open_never_closes_and_never_open_says_so() -> None:
    now = at("2026-11-26 03:00")
    assert BusinessHours(SHANGHAI).next_closing(now) is None
    closed = BusinessHours(SHANGHAI, ((),) * 7)
    assert closed.next_opening(now) is None and closed.next_closing(now) is None
    assert closed.seconds_between(now, now + timedelta(days=30)) == 0


def test_the_clock_goes_forward_and_back() -> None:
    hours = BusinessHours(BERLIN, (((60, 240),),) * 7)  # 1:00 to 4:00
    spring, autumn = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)
    day = timedelta(days=1)
    assert hours.seconds_between(spring - day / 12, spring + day / 2) == 2 * 3600
    assert hours.seconds_between(autumn - day / 12, autumn + day / 2) == 4 * 3600
    skipped = BusinessHours(BERLIN, (((150, 240),),) * 7)  # 2:30 is not on that day
    assert skipped.next_opening(at("2026-03-29 00:00", BERLIN)) == at("2026-03-29 03:00", BERLIN)


def test_the_business_day_ends_at_the_cut() -> None:
    hours = BusinessHours(SHANGHAI, cut=time(4, 0))
    assert hours.business_day(at("2026-11-26 03:59")) == date(2026, 11, 25)
    assert hours.business_day(at("2026-11-26 04:00")) == date(2026, 11, 26)


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Up to three spans that do not lie over each other, the last perhaps through the night."""
    marks = sorted(draw(st.sets(st.integers(0, 30 * 4), max_size=6)))
    pairs = [(a * 15, b * 15) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    return tuple(pair for pair in pairs if pair[0] < DAY_MINUTES and pair[1] - pair[0] <= 1440)


@st.composite
def shops(draw: st.DrawFn) -> BusinessHours:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    closed = draw(st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), days()))
    cut = draw(st.times(time(0, 0), time(11, 59))).replace(second=0, microsecond=0, tzinfo=None)
    return BusinessHours(zone, tuple(draw(days()) for _ in range(7)), closed, cut)


moments = st.datetimes(datetime(2026, 1, 3), datetime(2027, 12, 1), timezones=st.just(UTC)).map(
    lambda one: one.replace(microsecond=0)
)
stretches = st.integers(0, 20 * 86400).map(lambda seconds: timedelta(seconds=seconds))


@given(shops(), moments, stretches, stretches)
@settings(max_examples=150, deadline=None)
def test_time_adds_up(
    hours: BusinessHours, start: datetime, first: timedelta, second: timedelta
) -> None:
    middle, end = start + first, start + first + second
    whole = hours.seconds_between(start, end)
    assert whole == hours.seconds_between(start, middle) + hours.seconds_between(middle, end)
    assert 0 <= whole <= (end - start).total_seconds()


@given(shops(), moments)
@settings(max_examples=200, deadline=None)
def test_it_opens_when_it_says_and_not_before(hours: BusinessHours, moment: datetime) -> None:
    opens = hours.next_opening(moment)
    if opens is None:
        assert not hours.open_at(moment)
        return
    assert opens >= moment and hours.open_at(opens)
    assert hours.open_at(moment) == (opens == moment)
    assert hours.seconds_between(moment, opens) == 0
    closes = hours.next_closing(moment)
    if closes is not None:
        assert closes > opens and not hours.open_at(closes)
        assert hours.seconds_between(opens, closes) == (closes - opens).total_seconds()


@given(shops(), moments)
@settings(max_examples=200, deadline=None)
def test_every_moment_is_in_its_business_day(hours: BusinessHours, moment: datetime) -> None:
    day = hours.business_day(moment)
    assert hours.day_begins(day) <= moment < hours.day_begins(day + timedelta(1))


@given(st.sampled_from(ZONES), moments, stretches)
@settings(max_examples=100, deadline=None)
def test_always_open_counts_every_second(zone: str, start: datetime, long: timedelta) -> None:
    hours = BusinessHours(ZoneInfo(zone), ALWAYS)
    assert hours.seconds_between(start, start + long) == long.total_seconds()


@pytest.mark.parametrize("zone", ZONES)
def test_the_wall_clock_agrees(zone: str) -> None:
    """Away from changes of the clock, open means that the wall clock is within the span."""
    hours = BusinessHours(ZoneInfo(zone), (OFFICE,) * 7)
    for hour in range(24 * 7):
        moment = datetime(2026, 7, 6, tzinfo=UTC) + timedelta(hours=hour, minutes=7)
        wall = moment.astimezone(ZoneInfo(zone))
        minutes = wall.hour * 60 + wall.minute
        assert hours.open_at(moment) == any(a <= minutes < b for a, b in OFFICE)
