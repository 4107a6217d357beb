"""Why an automatic answer is said, or is not, as people read it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.automatic.choosing import Answer

NAMES: dict[Answer, str | Promise] = {
    Answer.GREETING: pgettext_lazy("automatic answer", "欢迎语"),
    Answer.BUSY: pgettext_lazy("automatic answer", "忙线"),
    Answer.CLOSED: pgettext_lazy("automatic answer", "休息"),
    Answer.LEAVE: pgettext_lazy("automatic answer", "留言"),
    Answer.STILL: pgettext_lazy("automatic answer", "还在"),
}

WHEN: dict[Answer, str | Promise] = {
    Answer.GREETING: _("营业时间里有客服在，买家一次接待的头一句"),
    Answer.BUSY: _("有客服在，都没空，买家在排队"),
    Answer.CLOSED: _("营业时间以外，也包括假期"),
    Answer.LEAVE: _("营业时间里，一位客服也不在"),
    Answer.STILL: _("等了一阵还没有客服回，一次等待只说一遍"),
}

WHY: dict[str, str | Promise] = {
    "greeting": _("在营业，有客服在，这是买家这次的头一句。"),
    "busy": _("在营业，有客服在，都没空，买家在排队。"),
    "closed": _("现在不在营业时间。"),
    "leave": _("在营业，可是一位客服也不在。"),
    "still": _("等了一阵，还没有客服回。"),
    "greeting_off": _("该说欢迎语，这一条没打开。"),
    "busy_off": _("该说忙线，这一条没打开。"),
    "closed_off": _("该说休息，这一条没打开。"),
    "leave_off": _("该说留言，这一条没打开。"),
    "still_off": _("该说还在，这一条没打开。"),
    "in_talk": _("客服刚在这个会话里说过话，不插嘴。"),
    "greeted_by_person": _("客服已经打过招呼。"),
    "said_before": _("这一条刚说过，不重复。"),
}
