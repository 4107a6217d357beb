"""A day as people say it. Pure but for the reader's language."""

from datetime import date

from django.utils.translation import pgettext

from helpdesk.accounts.when import date_said

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
    return date_said(day, today)
