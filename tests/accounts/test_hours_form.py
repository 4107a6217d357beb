"""Opening hours as they are typed, kept, and said."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from helpdesk.accounts.holiday_offers import OFFERS
from helpdesk.accounts.hours import BusinessHours
from helpdesk.accounts.hours_form import read_clock, read_holidays, read_week, with_offer
from helpdesk.accounts.hours_value import ALWAYS_VALUE, day_of, is_holidays, is_week
from helpdesk.accounts.hours_words import business_hours_said, holidays_said, hours_now
from helpdesk.accounts.opening_errors import HolidayWrong, HoursWrong

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("8", "08:00"), ("830", "08:30"), ("0830", "08:30"), ("8：30", "08:30"), ("24:00", "24:00"),
     ("18.30", "18:30"), ("半夜", "半夜"), ("8:75", "8:75"), ("", "")],
)  # fmt: skip
def test_a_clock_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert read_clock(typed) == read


def day(number: int, *spans: tuple[str, str]) -> dict[str, str]:
    typed = {}
    for at, (opens, closes) in enumerate(spans):
        typed |= {f"day-{number}-from-{at}": opens, f"day-{number}-to-{at}": closes}
    return typed


def test_a_week_with_breaks_and_nights() -> None:
    typed = day(0, ("8", "12"), ("12:30", "16:30")) | day(5, ("18:00", "2:00"))
    week = read_week(typed)
    assert week[0] == [["08:00", "12:00"], ["12:30", "16:30"]]
    assert week[5] == [["18:00", "02:00"]] and week[6] == []
    assert is_week(week)
    said = "周一 8:00–12:00、12:30–16:30，周二到周五休息，周六 18:00–次日 2:00，周日休息"
    assert business_hours_said(week) == said


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        ([("8:00", "")], "周三的时间不对：开始和结束都要填。"),
        ([("8:00", "8:00")], "周三的时间不对：开始和结束一样。"),
        ([("8:00", "12:00"), ("11:00", "13:00")], "周三的时间不对：两段时间重叠了。"),
        ([("25:00", "26:00")], "周三的时间不对：「25:00」不是钟点，比如 8:30。"),
        ([("<b>", "9")], "周三的时间不对：「<b>」不是钟点，比如 8:30。"),
    ],
)
def test_what_does_not_work_is_said_with_its_day(spans: list[tuple[str, str]], why: str) -> None:
    with pytest.raises(HoursWrong) as refused:
        read_week(day(2, *spans))
    assert refused.value.said() == why


def holiday(
    line: int, when: str, name: str = "", opens: str = "", closes: str = ""
) -> dict[str, str]:
    prefix = f"holiday-{line}"
    return {
        f"{prefix}-date": when,
        f"{prefix}-name": name,
        f"{prefix}-from-0": opens,
        f"{prefix}-to-0": closes,
    }


def test_days_are_kept_in_order_and_empty_lines_are_none() -> None:
    typed = (
        holiday(1, "2027-01-01", "元旦")
        | holiday(2, "")
        | holiday(3, "2026-12-31", "盘点", "10", "12")
    )
    days = read_holidays(typed)
    assert [one["date"] for one in days] == ["2026-12-31", "2027-01-01"]
    assert days[0]["times"] == [["10:00", "12:00"]] and days[1]["times"] == []
    assert is_holidays(days)
    assert holidays_said(days) == "12月31日 10:00–12:00、1月1日休息"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (holiday(1, "2027-02-30"), "日期不对"),
        (holiday(1, "20270101"), "日期不对"),
        (holiday(1, "1066-10-14"), "日期不对"),
        (holiday(1, "2027-01-01") | holiday(2, "2027-01-01"), "这一天写了两次"),
        (holiday(1, "2027-01-01", "", "9", ""), "开始和结束都要填"),
    ],
)
def test_a_wrong_day_names_its_line(typed: dict[str, str], why: str) -> None:
    with pytest.raises(HolidayWrong) as refused:
        read_holidays(typed)
    assert why in refused.value.said()


def test_an_offer_adds_days_to_come_and_leaves_what_was_typed() -> None:
    own = read_holidays(holiday(1, "2027-10-01", "照常", "9", "18"))
    days = with_offer(own, "2027", date(2027, 9, 1))
    assert [one["date"] for one in days] == ["2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03"]
    assert days[1]["name"] == "照常" and "source" not in days[1]
    assert "国务院" in days[0]["source"] and is_holidays(days)
    assert with_offer(own, "1999", date(2027, 9, 1)) == own
    assert with_offer(own, "x", date(2027, 9, 1)) == own


def test_every_offer_is_a_list_of_days_with_its_source() -> None:
    for offer in OFFERS:
        days = list(offer.days(date(2000, 1, 1)))
        assert is_holidays(days) and all(one["source"] for one in days)
        assert {one["date"][:4] for one in days} == {str(offer.year)}
    assert len(list(OFFERS[1].days(date(2027, 1, 1)))) == 13, "as many as the law has"


@pytest.mark.parametrize(
    "value",
    [None, "x", [], [[]] * 6, [[["09:00", "09:00"]]] * 7, [[["9:00", "18:00"]]] * 7,
     [[["24:00", "25:00"]]] * 7, [[["09:00"]]] * 7, [[["08:00", "12:00"]] * 4] * 7, [{}] * 7],
)  # fmt: skip
def test_what_is_no_week_is_refused(value: Any) -> None:
    assert not is_week(value)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [{}],
        [{"date": "2027-01-01", "name": 1, "times": []}],
        [{"date": "2027-01-01", "name": "", "times": [], "more": 1}],
        [{"date": "2027-13-01", "name": "", "times": []}],
        [
            {"date": "2027-01-02", "name": "", "times": []},
            {"date": "2027-01-01", "name": "", "times": []},
        ],
    ],
)
def test_what_is_no_list_of_days_is_refused(value: Any) -> None:
    assert not is_holidays(value)


def shop_open(*times: list[str], closed: tuple[str, ...] = ()) -> BusinessHours:
    spans = day_of(list(times))
    assert spans is not None
    return BusinessHours(SHANGHAI, (spans,) * 7, {date.fromisoformat(one): () for one in closed})


OFFICE = shop_open(["09:00", "18:00"])


@pytest.mark.parametrize(
    ("hours", "at", "words", "until"),
    [
        (OFFICE, "2026-11-26 20:00", "现在休息，明天 9:00 开始", "2026-11-27 00:00"),
        (OFFICE, "2026-11-27 07:00", "现在休息，今天 9:00 开始", "2026-11-27 09:00"),
        (OFFICE, "2026-11-27 10:00", "营业到今天 18:00", "2026-11-27 18:00"),
        (shop_open(["18:00", "02:00"]), "2026-11-27 19:00", "营业到明天 2:00", "2026-11-28 00:00"),
        (shop_open(["08:00", "24:00"]), "2026-11-27 19:00", "营业到今天 24:00", "2026-11-28 00:00"),
        (shop_open(["09:00", "18:00"], closed=("2026-11-27", "2026-11-28")), "2026-11-26 20:00",
         "现在休息，周日 9:00 开始", "2026-11-27 00:00"),
        (BusinessHours(SHANGHAI), "2026-11-26 03:00", "", "2026-11-27 00:00"),
        (BusinessHours(SHANGHAI, ((),) * 7), "2026-11-26 03:00", "现在休息", "2026-11-27 00:00"),
    ],
)  # fmt: skip
def test_how_it_stands_is_said_and_until_when(
    hours: BusinessHours, at: str, words: str, until: str
) -> None:
    told = hours_now(hours, datetime.fromisoformat(at).replace(tzinfo=SHANGHAI).astimezone(UTC))
    assert told.words == words
    assert told.until == datetime.fromisoformat(until).replace(tzinfo=SHANGHAI)


def test_the_preset_never_rests() -> None:
    assert is_week(ALWAYS_VALUE) and business_hours_said(ALWAYS_VALUE) == "每天全天"


def test_it_is_said_in_english_too() -> None:
    week = read_week(day(0, ("9", "18")) | day(1, ("9", "18")))
    with override("en"):
        assert business_hours_said(week) == "Mon, Tue 9:00–18:00; Wed to Sun closed"
        told = hours_now(shop_open(["09:00", "18:00"]), datetime(2026, 11, 26, 12, tzinfo=UTC))
        assert told.words == "Closed now, back tomorrow at 9:00"
