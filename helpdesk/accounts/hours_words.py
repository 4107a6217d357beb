"""Opening hours as people say them: the week in one sentence, and how it stands just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from helpdesk.accounts.hours import DAY_MINUTES, BusinessHours, Day
from helpdesk.accounts.hours_value import day_of

WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)
SHOWN_HOLIDAYS = 3


@dataclass(frozen=True, slots=True)
class HoursNow:
    """How it stands: ``words`` is true until ``until``, then they have to be asked again."""

    is_open: bool
    words: str
    until: datetime


def week_said(week: Sequence[Day]) -> str:
    """「周一到周五 9:00–18:00，周六 10:00–16:00，周日休息」."""
    days = list(enumerate(day_said_in(one) for one in week))
    runs = [list(run) for _said, run in groupby(days, key=lambda pair: pair[1])]
    if len(runs) == 1:
        return _("每天%(hours)s") % {"hours": _spaced(runs[0][0][1])}
    return pgettext("between days of a week", "，").join(_run_said(run) for run in runs)


def day_said_in(day: Day) -> str:
    """「9:00–12:00、13:00–次日 2:00」, 「全天」, 「休息」."""
    if not day:
        return pgettext("hours", "休息")
    if day == ((0, DAY_MINUTES),):
        return pgettext("hours", "全天")
    return pgettext("between items of a list", "、").join(
        f"{clock_said(opens)}–{closing_said(closes)}" for opens, closes in day
    )


def clock_said(minutes: int) -> str:
    """「9:00」."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def closing_said(minutes: int) -> str:
    """「18:00」, 「24:00」, 「次日 2:00」."""
    if minutes <= DAY_MINUTES:
        return clock_said(minutes)
    return _("次日 %(clock)s") % {"clock": clock_said(minutes - DAY_MINUTES)}


def business_hours_said(value: Any) -> str:
    """A value of ``shop.business_hours``."""
    return week_said([day_of(one) or () for one in value])


def holidays_said(value: Any) -> str:
    """A value of ``shop.holidays``: how many days, and the first of them."""
    if not value:
        return pgettext("holidays", "没有")
    shown = [
        _date_said(date.fromisoformat(one["date"]))
        + _spaced(day_said_in(day_of(one["times"]) or ()))
        for one in value[:SHOWN_HOLIDAYS]
    ]
    said = pgettext("between items of a list", "、").join(shown)
    if len(value) <= SHOWN_HOLIDAYS:
        return said
    return _("%(days)s 等 %(total)s 天") % {"days": said, "total": len(value)}


def hours_now(hours: BusinessHours, now: datetime) -> HoursNow:
    """「现在休息，明天 9:00 开始」, or until when it is open; empty where it never closes."""
    local = now.astimezone(hours.zone)
    midnight = hours.next_midnight(now)
    opens = hours.next_opening(now)
    if opens is None:
        return HoursNow(False, _("现在休息"), midnight)
    if opens > now:
        when = when_said(opens.astimezone(hours.zone), local.date())
        return HoursNow(False, _("现在休息，%(when)s 开始") % {"when": when}, min(opens, midnight))
    closes = hours.next_closing(now)
    if closes is None:
        return HoursNow(True, "", midnight)
    when = when_said(closes.astimezone(hours.zone), local.date())
    return HoursNow(True, _("营业到%(when)s") % {"when": when}, min(closes, midnight))


def when_said(local: datetime, today: date) -> str:
    """A moment to come by the shop's clock: 「今天 21:00」, 「明天 9:00」, 「周一 9:00」."""
    clock, day = f"{local.hour}:{local.minute:02d}", local.date()
    if day == today:
        return _("今天 %(clock)s") % {"clock": clock}
    if day == today + timedelta(days=1):
        if (local.hour, local.minute) == (0, 0):
            return _("今天 24:00")
        return _("明天 %(clock)s") % {"clock": clock}
    if day < today + timedelta(days=7):
        return f"{WEEKDAYS[day.weekday()]} {clock}"
    return f"{_date_said(day)} {clock}"


def _date_said(day: date) -> str:
    return formatted(day, pgettext("date of this year", "n月j日"))


def _run_said(run: list[tuple[int, str]]) -> str:
    first, last = WEEKDAYS[run[0][0]], WEEKDAYS[run[-1][0]]
    days = str(first)
    if len(run) == 2:
        days = pgettext("between items of a list", "、").join([str(first), str(last)])
    elif len(run) > 2:
        days = _("%(first)s到%(last)s") % {"first": first, "last": last}
    return f"{days}{_spaced(run[0][1])}"


def _spaced(words: str) -> str:
    """A space before figures and Latin letters, none between Chinese words."""
    return f" {words}" if words[:1].isascii() else words
