"""What after-sales owes, in the sentences that a to-do is headed by."""

from django.utils.translation import gettext_lazy as _

from aftersales.causes import Cause
from aftersales.machine.waiting import (
    ANSWER,
    APPROVAL,
    CONFIRM,
    ISSUE,
    LOST,
    PAY,
    PAY_FAILED,
    PLATFORM,
    SEND,
)
from aftersales.machine.words import Kind
from helpdesk.followups.titles import know_title

ASKED = _("%(kind)s申请：%(words)s")
INSPECT = _("验货：%(goods)s")
LOOK_FOR = _("签收了没找到，先找件：%(goods)s")
SEND_OUT = _("给买家寄出：%(goods)s")
INVOICE = _("开发票：%(words)s")
NOT_PAID = _("退款没成：%(money)s")
FIND_OUT = _("查实退没退：%(money)s")
BY_HAND = _("在平台上退款：%(money)s")
RULED = _("看平台判了没有：%(kind)s，%(words)s")
PROVE = _("把凭证交给平台：%(kind)s，%(words)s")
APPROVE = _("批不批：%(kind)s %(money)s")

KINDS = tuple(kind.label for kind in Kind)
CAUSES = tuple(cause.label for cause in Cause)


def register() -> None:
    """Called once at start. A case without words is called by its cause, and goods without a name
    are as well."""
    know_title(ASKED, ANSWER, words={"kind": KINDS, "words": CAUSES})
    know_title(INSPECT, CONFIRM, words={"goods": CAUSES})
    know_title(LOOK_FOR, LOST, words={"goods": CAUSES})
    know_title(SEND_OUT, SEND, words={"goods": CAUSES})
    know_title(INVOICE, ISSUE, words={"words": CAUSES})
    know_title(NOT_PAID, PAY_FAILED)
    know_title(FIND_OUT, PAY)
    know_title(BY_HAND, PAY)
    for sentence in (RULED, PROVE):
        know_title(sentence, PLATFORM, words={"kind": KINDS, "words": CAUSES})
    know_title(APPROVE, APPROVAL, words={"kind": KINDS})
