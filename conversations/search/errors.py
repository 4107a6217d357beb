"""What can go wrong in a search, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class SearchTooLong(HelpdeskError):
    code = "search_too_long"
    message = _("要找的话太长，最多 %(limit)s 个字。")
    action = _("留几个特别的字就能找到。")


class DayUnread(HelpdeskError):
    code = "day_unread"
    message = _("「%(typed)s」不是一个日期。")
    action = _("写成 2026-06-09 这样，或从日历里选。")


class DaysTurned(HelpdeskError):
    code = "days_turned"
    message = _("开始的那天在结束的那天后面。")
    action = _("换过来就行。")


class SearchTookTooLong(HelpdeskError):
    code = "search_took_too_long"
    status = 503
    message = _("聊天太多，几秒里没找完，先停下了。什么都没丢。")
    action = _("多写一个字，或者选最近 90 天、选一位客服，马上就有。")
