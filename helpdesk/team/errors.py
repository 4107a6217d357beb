"""What can go wrong between people at work, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class ReasonMissing(HelpdeskError):
    code = "reason_missing"
    message = _("替 %(name)s 改状态，要写一句为什么。")
    action = _("写上原因再改，他会看到。")


class PresenceAway(HelpdeskError):
    code = "presence_away"
    status = 409
    message = _("%(name)s 没有打开工作台。")
    action = _("等他登录，登录就自动开始接待。")


class PeakRunning(HelpdeskError):
    code = "peak_running"
    status = 409
    message = _("高峰模式已经开着，到 %(until)s。")
    action = _("要改时间，先关掉再开。")


class PeakTooLong(HelpdeskError):
    code = "peak_too_long"
    message = _("高峰模式一次开 1 到 24 小时。")
    action = _("大促跨天，第二天再开一次。")


class NameTaken(HelpdeskError):
    code = "name_taken"
    status = 409
    message = _("已经有一个叫「%(name)s」的了。")
    action = _("换个名字，或改原来那个。")


class ArrangementWrong(HelpdeskError):
    code = "arrangement_wrong"
    message = _("这里有一项填得不对。")
    action = _("名字 1 到 20 个字；上限 1 到 100，不填就照店里的规则；词用顿号隔开，最多 50 个。")
