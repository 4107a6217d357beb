"""How a deadline is written: what is left of it while it is today's or near, else its day. As
`static/js/todo/due_words.js` says it while the clock ticks."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from helpdesk.accounts.when import date_said

MINUTE = 60
NEAR = timedelta(hours=6)
"""At 23:42, half an hour is half an hour, and not a time of tomorrow."""
WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)


def left_words(due_at: datetime, moment: datetime) -> str:
    """「剩 41 分」「剩 5 小时 12 分」「过了 12 分」."""
    seconds = (due_at - moment).total_seconds()
    is_over = seconds <= 0
    minutes = int(abs(seconds)) // MINUTE
    hours, rest = divmod(minutes, MINUTE)
    days, of_day = divmod(hours, 24)
    if days:
        return (_("过了 %s 天") if is_over else _("剩 %s 天")) % days
    if hours:
        words = _("过了 %(h)s 小时 %(m)s 分") if is_over else _("剩 %(h)s 小时 %(m)s 分")
        return words % {"h": of_day, "m": rest}
    return (_("过了 %s 分") if is_over else _("剩 %s 分")) % minutes


def day_words(moment: datetime, now: datetime) -> str:
    """今天, 明天, 周六, then 6月9日; with the year when it is another one."""
    day, today = timezone.localtime(moment).date(), timezone.localtime(now).date()
    away = (day - today).days
    if away in (-1, 0, 1):
        days = (pgettext("day", "昨天"), pgettext("day", "今天"), pgettext("day", "明天"))
        return days[away + 1]
    if 1 < away < 7:
        return weekday_words(day)
    return date_said(day, today)


def weekday_words(day: date) -> str:
    """周六."""
    return str(WEEKDAYS[day.weekday()])


def is_near(due_at: datetime, now: datetime) -> bool:
    """Over, due before the day ends, or within six hours."""
    todays = timezone.localtime(due_at).date() <= timezone.localtime(now).date()
    return todays or due_at - now < NEAR
