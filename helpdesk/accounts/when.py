"""A day and a moment as people say them, by the clock of the shop that is shown."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import pgettext

from helpdesk.kernel import clock


def day_said(day: date) -> str:
    """「今天」, 「昨天」, 「6月9日」; the year only when it is another one."""
    today = timezone.localdate(clock.now())
    if day == today:
        return pgettext("day", "今天")
    if day == today - timedelta(days=1):
        return pgettext("day", "昨天")
    return date_said(day, today)


def date_said(day: date, today: date) -> str:
    """「6月9日」; the year only when it is another one."""
    if day.year == today.year:
        return formatted(day, pgettext("date of this year", "n月j日"))
    return formatted(day, pgettext("date of another year", "Y年n月j日"))


def moment_said(moment: datetime) -> str:
    """「今天 14:30」."""
    local = timezone.localtime(moment)
    return f"{day_said(local.date())} {local:%H:%M}"
