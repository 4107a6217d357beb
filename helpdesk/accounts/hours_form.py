"""What is typed about opening hours, read into the values of the two rules.

A day has up to three pairs of clock times, ``day-0-from-0`` and ``day-0-to-0``; an empty pair is
none, and a day without any is a day of rest. Midnight as an end is 24:00, and 「830」 is 8:30.
"""

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from django.utils.translation import gettext as _

from helpdesk.accounts.holiday_offers import offer_of
from helpdesk.accounts.hours_value import (
    MOST_HOLIDAYS,
    MOST_SPANS,
    NAME_LENGTH,
    HolidayValue,
    Times,
    day_of,
    minutes_of,
)
from helpdesk.accounts.hours_words import WEEKDAYS
from helpdesk.accounts.opening_errors import HolidayWrong, HoursWrong

FIRST_YEAR, LAST_YEAR = 2000, 2100
CLOCK = re.compile(r"(\d{1,2})(?::?([0-5]\d))?")
LONGEST_CLOCK = 12
Typed = Mapping[str, str]


def read_week(typed: Typed) -> list[Times]:
    """Seven days; HoursWrong names the day and why."""
    week = []
    for number, name in enumerate(WEEKDAYS):
        times = _times(typed, f"day-{number}")
        why = _why_wrong(times)
        if why:
            raise HoursWrong(day=name, why=why)
        week.append(times)
    return week


def read_holidays(typed: Typed) -> list[HolidayValue]:
    """The dated days that were typed or kept, ascending; HolidayWrong names the line."""
    found: dict[str, HolidayValue] = {}
    for line in range(1, MOST_HOLIDAYS + 1):
        prefix = f"holiday-{line}"
        if f"{prefix}-date" not in typed:
            break
        day = typed[f"{prefix}-date"].strip()
        if not day:
            continue
        times = _times(typed, prefix, most=1)
        why = _why_date_wrong(day, found) or _why_wrong(times)
        if why:
            raise HolidayWrong(line=line, why=why)
        kept: HolidayValue = {
            "date": day,
            "name": typed.get(f"{prefix}-name", "").strip()[:NAME_LENGTH],
            "times": times,
        }
        source = typed.get(f"{prefix}-source", "").strip()[:200]
        if source:
            kept["source"] = source
        found[day] = kept
    return [found[day] for day in sorted(found)]


def with_offer(holidays: list[HolidayValue], year: str, today: date) -> list[HolidayValue]:
    """The list with a year's public holidays added; days that are on it stay as they are."""
    offer = offer_of(int(year)) if year.isdecimal() and len(year) == 4 else None
    known = {one["date"]: one for one in holidays}
    for one in offer.days(today) if offer else ():
        known.setdefault(one["date"], one)
    return [known[day] for day in sorted(known)][:MOST_HOLIDAYS]


def _times(typed: Typed, prefix: str, most: int = MOST_SPANS) -> Times:
    pairs = (
        [typed.get(f"{prefix}-{end}-{at}", "").strip() for end in ("from", "to")]
        for at in range(most)
    )
    kept = [(opens, closes) for opens, closes in pairs if opens or closes]
    read = ([read_clock(opens), read_clock(closes)] for opens, closes in kept)
    return sorted([opens, "24:00" if closes == "00:00" else closes] for opens, closes in read)


def read_clock(typed: str) -> str:
    """「8」, 「830」, 「8：30」, 「08:30」 as 「08:30」; what is none stays as it was typed."""
    plain = normalize("NFKC", typed).replace(".", ":").replace(" ", "")
    found = CLOCK.fullmatch(plain)
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else typed[:LONGEST_CLOCK]


def _why_wrong(times: Times) -> str:
    for opens, closes in times:
        if not opens or not closes:
            return _("开始和结束都要填")
        for typed in (opens, closes):
            if minutes_of(typed) is None:
                return _("「%(typed)s」不是钟点，比如 8:30") % {"typed": typed}
        if opens == closes:
            return _("开始和结束一样")
    return "" if day_of(times) is not None else _("两段时间重叠了")


def _why_date_wrong(day: str, found: Mapping[str, HolidayValue]) -> str:
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return _("日期不对")
    if read.isoformat() != day or not FIRST_YEAR <= read.year <= LAST_YEAR:
        return _("日期不对")
    return _("这一天写了两次") if day in found else ""
