"""The register of parcels that came back, and what is claimed from a courier for a lost one."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from aftersales.registers import titles
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.policy_rules import UNCLAIMED_HOURS
from aftersales.registers.register import About, Register
from helpdesk.followups.kinds import Kind

if TYPE_CHECKING:
    from helpdesk.followups.models import FollowUp

COURIER_CLAIM = "courier_claim"
CASE = "case"
"""What a claim is about: a case of after-sales."""


def _asks(row: ReturnedParcel) -> str:
    if row.case_id is not None:
        return str(titles.TAKE_IN) % {"parcel": row, "case": row.case}
    return str(titles.WHOSE) % {"parcel": row}


def _about(row: ReturnedParcel) -> About:
    case = row.case
    if case is None:
        return About(order_id=row.order_id)
    return About(case.order_id, case.buyer_id, money_fen=case.amount_fen)


RETURNS = Register(
    key="return",
    model=ReturnedParcel,
    label=pgettext_lazy("register", "退件登记"),
    explains=gettext_lazy("扫一下退回来的包裹，找到它的售后单；对不上的留着，天天找主人。"),
    one=pgettext_lazy("register row", "退件"),
    deed=pgettext_lazy("follow-up", "找主人"),
    ends=gettext_lazy("买家寄回来了，七天里不退款就超了法定期限。"),
    rule=UNCLAIMED_HOURS,
    asks=_asks,
    about=_about,
)


def _lost_cases(_row: "FollowUp") -> str:
    return reverse("register-returns") + "?view=lost"


CLAIM = Kind(
    key=COURIER_CLAIM,
    label=pgettext_lazy("follow-up kind", "快递索赔"),
    deed=pgettext_lazy("follow-up", "去索赔"),
    span=timedelta(hours=24),
    is_important=True,
    opens=_lost_cases,
    ends=gettext_lazy("退款照法定期限给买家，索赔晚了，这笔钱就是店里出。"),
)
