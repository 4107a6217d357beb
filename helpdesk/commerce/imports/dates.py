"""Moments as platforms, Excel and people write them. Pure.

A form is read only when it can mean one thing. 6/9/2026 can't: it waits until somebody says
whether the month or the day stands first.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from helpdesk.commerce.imports.problems import Wrong

CLOCK = (
    r"(?:(?:[T ]|(?<=日))\s*(?P<hour>\d{1,2})[:时](?P<minute>\d{1,2})"
    r"(?:[:分](?P<second>\d{1,2})秒?|分)?(?:\.\d+)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})日?" + CLOCK, re.I
)
YEAR_LAST = re.compile(r"(?P<one>\d{1,2})[/.\-](?P<two>\d{1,2})[/.\-](?P<year>\d{4})" + CLOCK, re.I)
NO_YEAR = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日" + CLOCK)
RUN = re.compile(
    r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?"
)
SERIAL = re.compile(r"\d{5}(\.\d+)?")
SERIALS = range(20_000, 80_000)  # 1954 to 2119
EXCEL_ZERO = datetime(1899, 12, 30)

ORDERS = ("mdy", "dmy")


@lru_cache(maxsize=16384)
def moment(text: str, *, zone: tzinfo, today: datetime, order: str = "") -> datetime | None:
    """The moment, aware; None for what platforms write where nothing happened yet.

    ``zone`` is the shop's clock, for texts that carry none. ``today`` decides the year of
    「6月9日」: the latest one that is not ahead. ``order`` is mdy or dmy where it was chosen.
    """
    shown = unicodedata.normalize("NFKC", text).strip()
    if not shown.strip("-/0:. ") or shown.casefold() in {"null", "none", "无"}:
        return None
    found = YEAR_FIRST.fullmatch(shown) or RUN.fullmatch(shown)
    if found:
        return _made(text, found, int(found["month"]), int(found["day"]), zone)
    found = YEAR_LAST.fullmatch(shown)
    if found:
        month, day = _in_order(text, int(found["one"]), int(found["two"]), order)
        return _made(text, found, month, day, zone)
    found = NO_YEAR.fullmatch(shown)
    if found:
        return _without_year(text, found, zone, today)
    if SERIAL.fullmatch(shown) and int(float(shown)) in SERIALS:
        exact = EXCEL_ZERO + timedelta(days=float(shown))
        rounded = (exact + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.replace(tzinfo=zone)
    raise Wrong("date_unreadable", text)


def _in_order(text: str, one: int, two: int, order: str) -> tuple[int, int]:
    if order not in ORDERS and one <= 12 and two <= 12 and one != two:
        raise Wrong("date_unclear", text)
    day_first = one > 12 if order not in ORDERS else order == "dmy"
    return (two, one) if day_first else (one, two)


def _without_year(text: str, found: re.Match[str], zone: tzinfo, today: datetime) -> datetime:
    month, day = int(found["month"]), int(found["day"])
    here = today.astimezone(zone)
    for year in range(here.year, here.year - 5, -1):
        try:
            made = _clock(found, datetime(year, month, day), zone)
        except ValueError:
            continue
        if made <= here + timedelta(days=1):
            return made
    raise Wrong("date_impossible", text)


def _made(text: str, found: re.Match[str], month: int, day: int, zone: tzinfo) -> datetime:
    try:
        return _clock(found, datetime(int(found["year"]), month, day), zone)
    except (ValueError, OverflowError) as problem:
        raise Wrong("date_impossible", text) from problem


def _clock(found: re.Match[str], day: datetime, zone: tzinfo) -> datetime:
    parts = found.groupdict()
    exact = day.replace(
        hour=int(parts.get("hour") or 0),
        minute=int(parts.get("minute") or 0),
        second=int(parts.get("second") or 0),
    )
    return exact.replace(tzinfo=_zone(parts.get("zone")) or zone)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.upper() == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(sign * offset)
