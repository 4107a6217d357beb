"""The register of parcels that something is wrong with."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from aftersales.registers import titles
from aftersales.registers.models import ProblemParcel
from aftersales.registers.models.problem import Trouble
from aftersales.registers.policy_rules import MISDELIVERED_HOUR, PROBLEM_HOURS, RULES
from aftersales.registers.register import About, Register
from helpdesk.accounts.policies import value_of


def _asks(row: ProblemParcel) -> str:
    words = {"parcel": row, "trouble": row.get_trouble_display(), "courier": row.courier}
    return str(titles.CHECK if row.courier else titles.CHECK_UNKNOWN) % words


def _about(row: ProblemParcel) -> About:
    order = row.order
    left = max(0, order.paid_fen - order.refunded_fen)
    return About(order.pk, order.buyer_id, money_fen=left)


def misdelivered_until(row: ProblemParcel) -> tuple[datetime, str] | None:
    """What went to somebody else has until the shop's hour of the next day: not sent on by then,
    it is sent anew. With the rule as the shop reads it."""
    if row.trouble != Trouble.MISDELIVERED:
        return None
    hour: int = value_of(row.shop_id, MISDELIVERED_HOUR)
    next_day = timezone.localtime(row.opened_at) + timedelta(days=1)
    rule = next(one for one in RULES if one.name == MISDELIVERED_HOUR)
    return next_day.replace(hour=hour, minute=0, second=0, microsecond=0), rule.said(hour)


PROBLEMS = Register(
    key="problem",
    model=ProblemParcel,
    label=pgettext_lazy("register", "问题件"),
    explains=gettext_lazy("路上出了事的包裹，有人跟，一遍遍查到结案，先告诉买家。"),
    one=pgettext_lazy("register row", "问题件"),
    deed=pgettext_lazy("follow-up", "查件"),
    ends=gettext_lazy("没人查，买家会先来问，或者直接退款。"),
    rule=PROBLEM_HOURS,
    asks=_asks,
    about=_about,
    latest=misdelivered_until,
)
