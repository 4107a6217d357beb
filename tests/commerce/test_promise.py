"""When an order leaves and arrives: the cut-off clock, to the second, in any zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.commerce.promise import (
    Days,
    Route,
    arrives_on,
    cut_offs_of,
    days_on_the_way,
    leaves_at,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
CUT_OFFS = (time(12), time(15), time(17))


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("paid", "leaves"),
    [
        ("2026-11-20 00:00:00", "2026-11-20 12:00"),
        ("2026-11-20 11:59:59", "2026-11-20 12:00"),
        ("2026-11-20 12:00:00", "2026-11-20 15:00"),
        ("2026-11-20 16:59:59", "2026-11-20 17:00"),
        ("2026-11-20 17:00:00", "2026-11-21 12:00"),
        ("2026-11-20 23:59:59", "2026-11-21 12:00"),
        ("2026-12-31 17:00:01", "2027-01-01 12:00"),
    ],
)
def test_the_clock_of_the_handbook(paid: str, leaves: str) -> None:
    assert leaves_at(local(paid), CUT_OFFS, SHANGHAI) == local(leaves)


def test_the_shops_zone_decides_not_the_servers() -> None:
    paid = datetime(2026, 11, 20, 8, 59, tzinfo=UTC)  # 16:59 in Shanghai
    assert leaves_at(paid, CUT_OFFS, SHANGHAI) == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert leaves_at(paid, CUT_OFFS, ZoneInfo("Europe/Berlin")) == datetime(
        2026, 11, 20, 11, 0, tzinfo=UTC
    )


def test_a_night_that_loses_an_hour_loses_no_parcel() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    paid = local("2026-03-29 01:30", berlin)
    assert leaves_at(paid, (time(2, 30),), berlin) > paid


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),
    st.lists(st.times(), min_size=1, max_size=5),
    st.sampled_from(("Asia/Shanghai", "UTC", "America/New_York", "Australia/Lord_Howe")),
)
def test_it_leaves_after_payment_within_a_day_and_a_bit(
    paid: datetime, times: list[time], zone_name: str
) -> None:
    zone, paid = ZoneInfo(zone_name), paid.replace(tzinfo=UTC)
    leaves = leaves_at(paid, sorted(times), zone)
    assert paid < leaves <= paid + timedelta(hours=26)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)), st.integers(0, 86_400))
def test_who_pays_later_never_leaves_earlier(paid: datetime, seconds: int) -> None:
    first = paid.replace(tzinfo=UTC)
    later = first + timedelta(seconds=seconds)
    assert leaves_at(first, CUT_OFFS, SHANGHAI) <= leaves_at(later, CUT_OFFS, SHANGHAI)


def test_a_shop_without_batches_ships_at_once() -> None:
    assert leaves_at(local("2026-11-20 03:00"), (), SHANGHAI) == local("2026-11-20 03:00")


def test_cut_offs_are_read_in_order_and_nonsense_is_left_out() -> None:
    assert cut_offs_of(["17:00", "12:00", "25:00", 5, "8:00"]) == (time(12), time(17))


def test_arrival_is_a_day_of_the_shops_calendar() -> None:
    shipped = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # half past midnight on the 21st
    assert arrives_on(shipped, 2, SHANGHAI) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("table", "route", "expected"),
    [
        (2, Route(99, 99, 80.0, 0), Days(2, "table")),
        (None, Route(99, 90, 49.0, 3), Days(3, "measured", 90)),
        (None, Route(99, 90, 48.0, 3), Days(2, "measured", 90)),
        (None, Route(99, 90, 0.5, 3), Days(1, "measured", 90)),
        (None, Route(25, 19, 49.0, 3), Days(4, "rule")),
        (None, Route(25, 0, None, 3), Days(4, "rule")),
        (None, None, Days(4, "rule")),
    ],
)
def test_days_come_from_the_best_source(
    table: int | None, route: Route | None, expected: Days
) -> None:
    assert days_on_the_way(table=table, route=route, rule=4) == expected
