"""Opening hours as a policy keeps them, and back: 「09:00」 in lists, days of holidays by date.

``shop.business_hours`` is seven days from Monday, each a list of [from, to]; a day that ends
before it begins ends on the next one. ``shop.holidays`` is a list of dated days.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, NotRequired, TypedDict
from zoneinfo import ZoneInfo

from helpdesk.accounts.hours import DAY_MINUTES, BusinessHours, Day, overlaps

CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
MOST_SPANS, MOST_HOLIDAYS, NAME_LENGTH = 3, 200, 40

Times = list[list[str]]
"""One day: [["09:00", "12:00"], ["13:00", "02:00"]]."""

ALWAYS_VALUE: list[Times] = [[["00:00", "24:00"]] for _ in range(7)]


class HolidayValue(TypedDict):
    """One day of its own; no times means closed."""

    date: str
    name: str
    times: Times
    # Where the date comes from; absent when the owner typed it.
    source: NotRequired[str]


def minutes_of(clock: object) -> int | None:
    """「09:30」 as minutes after midnight, up to 24:00; None for anything else."""
    found = CLOCK.fullmatch(clock) if isinstance(clock, str) else None
    minutes = int(found[1]) * 60 + int(found[2]) if found else DAY_MINUTES + 1
    return minutes if minutes <= DAY_MINUTES else None


def day_of(times: Any) -> Day | None:
    """A day's spans, ascending; None when the value is not one, or two lie over each other."""
    if not isinstance(times, list) or len(times) > MOST_SPANS:
        return None
    spans = []
    for pair in times:
        if not isinstance(pair, list) or len(pair) != 2:
            return None
        opens, closes = minutes_of(pair[0]), minutes_of(pair[1])
        if opens is None or closes is None or opens in (closes, DAY_MINUTES):
            return None
        spans.append((opens, closes if closes > opens else closes + DAY_MINUTES))
    day = tuple(sorted(spans))
    return None if overlaps(day) else day


def is_week(value: Any) -> bool:
    """Whether a value is seven such days."""
    return (
        isinstance(value, list)
        and len(value) == 7
        and all(day_of(one) is not None for one in value)
    )


def is_holidays(value: Any) -> bool:
    """Whether a value is a list of such days, ascending and each date once."""
    if (
        not isinstance(value, list)
        or len(value) > MOST_HOLIDAYS
        or not all(map(_is_holiday, value))
    ):
        return False
    dates = [one["date"] for one in value]
    return dates == sorted(set(dates))


def hours_in(
    policies: Mapping[str, Any], *, time_zone: str, business_day_cut: time
) -> BusinessHours:
    """The hours of a shop from the values of its policies and its clock."""
    return BusinessHours(
        zone=ZoneInfo(time_zone),
        week=tuple(day_of(one) or () for one in policies["shop.business_hours"]),
        holidays={
            date.fromisoformat(one["date"]): day_of(one["times"]) or ()
            for one in policies["shop.holidays"]
        },
        cut=business_day_cut,
    )


def _is_holiday(value: Any) -> bool:
    if not isinstance(value, dict) or not {"date", "name", "times"} <= value.keys():
        return False
    if value.keys() - {"date", "name", "times", "source"}:
        return False
    words = [value["name"], value.get("source", "")]
    if not all(isinstance(one, str) and len(one) <= 200 for one in words):
        return False
    try:
        day = date.fromisoformat(value["date"])
    except (TypeError, ValueError):
        return False
    return day.isoformat() == value["date"] and day_of(value["times"]) is not None
