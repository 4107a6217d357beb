"""The register of parcels that something is wrong with."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from aftersales.registers.models import ProblemParcel
from aftersales.registers.policy_rules import PROBLEM_HOURS
from aftersales.registers.register import About, Register


def _asks(row: ProblemParcel) -> str:
    words = {"parcel": row, "trouble": row.get_trouble_display(), "courier": row.courier}
    return (_("查问题件 %(courier)s %(parcel)s：%(trouble)s") % words).replace("  ", " ")


def _about(row: ProblemParcel) -> About:
    order = row.order
    left = max(0, order.paid_fen - order.refunded_fen)
    return About(order.pk, order.buyer_id, money_fen=left)


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
)
