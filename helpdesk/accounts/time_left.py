"""How long something still runs, as a person says it."""

from datetime import timedelta

from django.utils.translation import gettext as _


def time_left(left: timedelta) -> str:
    """「剩 2 天 3 小时」, 「剩 5 小时 12 分」, 「剩 41 分」; never less than a minute."""
    minutes = max(1, int(left.total_seconds() // 60))
    hours, minutes_more = divmod(minutes, 60)
    days, hours_more = divmod(hours, 24)
    if days:
        return _("剩 %(days)s 天 %(hours)s 小时") % {"days": days, "hours": hours_more}
    if hours:
        return _("剩 %(hours)s 小时 %(minutes)s 分") % {"hours": hours, "minutes": minutes_more}
    return _("剩 %(minutes)s 分") % {"minutes": minutes}
