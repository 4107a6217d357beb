"""A day as people say it. Pure but for the reader's language."""

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.translation import pgettext

NEAR_PAST, NEAR_FUTURE = -1, 2


def near_day(day: date, today: date) -> str:
    """昨天, 今天, 明天, 后天; then the weekday of the coming week; then the date."""
    distance = (day - today).days
    if NEAR_PAST <= distance <= NEAR_FUTURE:
        return {
            -1: pgettext("day", "昨天"),
            0: pgettext("day", "今天"),
            1: pgettext("day", "明天"),
            2: pgettext("day", "后天"),
        }[distance]
    if NEAR_FUTURE < distance < 7:
        return (
            pgettext("weekday", "周一"),
            pgettext("weekday", "周二"),
            pgettext("weekday", "周三"),
            pgettext("weekday", "周四"),
            pgettext("weekday", "周五"),
            pgettext("weekday", "周六"),
            pgettext("weekday", "周日"),
        )[day.weekday()]
    if day.year == today.year:
        return formatted(day, pgettext("date of this year", "n月j日"))
    return formatted(day, pgettext("date of another year", "Y年n月j日"))
