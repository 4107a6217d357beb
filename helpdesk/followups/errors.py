"""What can go wrong with follow-ups, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class FollowUpChanged(HelpdeskError):
    code = "followup_changed"
    status = 409
    message = _("这件事 %(name)s 刚改过，您看到的是之前的。")
    action = _("看一眼现在的样子再做，您的这一下没有生效。")


class FollowUpEnded(HelpdeskError):
    code = "followup_ended"
    status = 409
    message = _("这件事 %(name)s 已经了结了：%(outcome)s")
    action = _("不用再做。觉得没做完，就另记一件。")


class NotYours(HelpdeskError):
    code = "followup_not_yours"
    status = 403
    message = _("这件事归 %(name)s，不是您的。")
    action = _("请他转给您，或请主管来改。")


class KeptBySource(HelpdeskError):
    code = "followup_kept"
    status = 409
    message = _("「%(title)s」跟着它说的那件事走，不能在这里做完、不做或改时间。")
    action = _("点开去办；那边办了，这一件自己就了结。")


class RoleTooLow(HelpdeskError):
    code = "followup_role_too_low"
    status = 403
    message = _("这件事要%(role)s来定。")
    action = _("放着就好，他们的待办里有；急的话去说一声。")


class OutcomeMissing(HelpdeskError):
    code = "followup_outcome_missing"
    message = _("要写一句%(what)s。")
    action = _("写 1 到 200 个字，以后查得到。")


class FollowUpWrong(HelpdeskError):
    code = "followup_wrong"
    message = _("这里有一项填得不对。")
    action = _("事情 1 到 120 个字，时间要在以后、一年之内。")


class DutyWrong(HelpdeskError):
    code = "duty_wrong"
    message = _("这件例行事项有一项填得不对。")
    action = _("事情 1 到 120 个字；提前不超过两周；要勾的最多 12 条，每条 60 个字。")


class DutyChanged(HelpdeskError):
    code = "duty_changed"
    status = 409
    message = _("「%(title)s」刚有人改过，您这一份没存。")
    action = _("看一眼现在的样子，再改一次。")


class DutyEnded(HelpdeskError):
    code = "duty_ended"
    status = 409
    message = _("「%(title)s」已经结束了。")
    action = _("还要的话，新写一件。")


class ChecksLeft(HelpdeskError):
    code = "followup_checks_left"
    status = 409
    message = _("还有 %(count)s 条没勾：%(words)s")
    action = _("勾完再做完；这次不做的，写明为什么不做。")


class CheckUnknown(HelpdeskError):
    code = "followup_check_unknown"
    message = _("没有这一条。")
    action = _("刷新一下，看现在有哪几条。")


class TooMany(HelpdeskError):
    code = "followup_too_many"
    message = _("一次最多 %(most)s 件。")
    action = _("少选几件，分几次做。")


class ReceiverUnknown(HelpdeskError):
    code = "followup_receiver_unknown"
    message = _("转给谁没有选对。")
    action = _("选一位在职的同事，或一个客服组。")
