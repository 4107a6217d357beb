"""What a shop owes by its cases, as kinds of follow-ups. They end with the case's own move."""

from datetime import timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

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
from aftersales.queries.at_the_end import at_the_end
from helpdesk.followups.kinds import Kind, register_kind
from helpdesk.followups.models import FollowUp


def _place(row: FollowUp) -> str:
    """The page of the case; the chat or the order where no case is named."""
    if row.source_id is not None:
        return reverse("case", args=[row.source_id])
    if row.conversation is not None:
        return reverse("desk-conversation", args=[row.conversation])
    return reverse("order", args=[row.order_id]) if row.order_id else ""


def _kind(key: str, label: Promise, deed: Promise, hours: int) -> Kind:
    return Kind(
        key=key,
        label=label,
        deed=deed,
        span=timedelta(hours=hours),
        is_important=True,
        opens=_place,
        ends=at_the_end,
        is_kept=True,
    )


# The span is for what has no deadline of its own, which a case always has.
KINDS = (
    _kind(
        ANSWER,
        pgettext_lazy("follow-up kind", "售后答复"),
        pgettext_lazy("follow-up", "去答复"),
        48,
    ),
    _kind(
        CONFIRM,
        pgettext_lazy("follow-up kind", "退件验货"),
        pgettext_lazy("follow-up", "去验货"),
        168,
    ),
    _kind(
        LOST,
        pgettext_lazy("follow-up kind", "退件没找到"),
        pgettext_lazy("follow-up", "去找件"),
        168,
    ),
    _kind(
        SEND, pgettext_lazy("follow-up kind", "要寄出"), pgettext_lazy("follow-up", "去寄出"), 48
    ),
    _kind(
        ISSUE, pgettext_lazy("follow-up kind", "开发票"), pgettext_lazy("follow-up", "去开票"), 120
    ),
    _kind(
        PLATFORM,
        pgettext_lazy("follow-up kind", "平台介入"),
        pgettext_lazy("follow-up", "去交凭证"),
        48,
    ),
    _kind(APPROVAL, pgettext_lazy("follow-up kind", "等批"), pgettext_lazy("follow-up", "去批"), 2),
    _kind(PAY, pgettext_lazy("follow-up kind", "要退款"), pgettext_lazy("follow-up", "去退款"), 24),
    _kind(
        PAY_FAILED,
        pgettext_lazy("follow-up kind", "退款没成"),
        pgettext_lazy("follow-up", "去重退"),
        24,
    ),
)


def register() -> None:
    """Called once at start."""
    for one in KINDS:
        register_kind(one)
