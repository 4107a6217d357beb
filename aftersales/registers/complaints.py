"""The register of complaints, with its revisit and its hard questions."""

from datetime import timedelta

from django.utils.translation import gettext_lazy, pgettext_lazy

from aftersales.registers import titles
from aftersales.registers.followup_kinds import again_by, page_of_source
from aftersales.registers.models import Complaint
from aftersales.registers.models.complaint import Step
from aftersales.registers.policy_rules import COMPLAINT_HOURS
from aftersales.registers.register import About, Register, Stream
from helpdesk.followups.kinds import Kind

KEY, REVISIT, HARD_QUESTION = "complaint", "complaint_revisit", "hard_question"


def _asks(row: Complaint) -> str:
    if _kind(row) == REVISIT:
        return str(titles.ASK_AGAIN) % {"complaint": row}
    return str(titles.SEE_TO) % {"complaint": row}


def _about(row: Complaint) -> About:
    order = row.order
    money = 0 if order is None else max(0, order.paid_fen - order.refunded_fen)
    return About(row.order_id, row.buyer_id, row.conversation, money)


def _kind(row: Complaint) -> str:
    """Once the buyer has agreed, what is left is to ask them again."""
    return REVISIT if row.steps.filter(step=Step.AGREE).exists() else KEY


COMPLAINTS = Register(
    key=KEY,
    model=Complaint,
    label=pgettext_lazy("register", "投诉"),
    explains=gettext_lazy("六步一步步打勾，难的当天报主管，第二天回访，不让同一位买家投诉两次。"),
    one=pgettext_lazy("register row", "投诉"),
    deed=pgettext_lazy("follow-up", "办投诉"),
    ends=gettext_lazy("投诉晾着，买家会去平台，或者给差评。"),
    rule=COMPLAINT_HOURS,
    asks=_asks,
    about=_about,
    kind=_kind,
    checks=(Stream(KEY, KEY), Stream(REVISIT, KEY)),
)

KINDS = (
    Kind(
        key=REVISIT,
        label=pgettext_lazy("follow-up kind", "投诉回访"),
        deed=pgettext_lazy("follow-up", "回访"),
        span=timedelta(hours=24),
        is_important=True,
        opens=page_of_source,
        ends=gettext_lazy("没回访，就不知道事情是不是真的好了。"),
        again=again_by(COMPLAINTS, hours=24),
    ),
    Kind(
        key=HARD_QUESTION,
        label=pgettext_lazy("follow-up kind", "疑难上报"),
        deed=pgettext_lazy("follow-up", "去答"),
        span=timedelta(hours=8),
        is_important=True,
        opens=page_of_source,
        ends=gettext_lazy("疑难当天要有答复，过了今天买家就等第二天了。"),
    ),
)
