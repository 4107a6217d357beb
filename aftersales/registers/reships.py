"""The register of what is to be sent again."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from aftersales.machine.waiting import SEND
from aftersales.registers import titles
from aftersales.registers.models import Reship
from aftersales.registers.policy_rules import CHASE_HOURS
from aftersales.registers.register import About, Register, Stream
from aftersales.registers.returns import CASE

KEY = "reship"


def _kind(row: Reship) -> str:
    """What a case owes is the case's own follow-up, with its deadline; it is owed once."""
    return KEY if row.case_id is None else SEND


def _asks(row: Reship) -> str:
    return str(titles.CHASE) % {"what": row}


def _about(row: Reship) -> About:
    order = row.order
    left = max(0, order.paid_fen - order.refunded_fen)
    return About(order.pk, order.buyer_id, money_fen=left)


RESHIPS = Register(
    key=KEY,
    model=Reship,
    label=pgettext_lazy("register", "补发"),
    explains=gettext_lazy("要补寄、换寄的，谁寄、哪天前寄，没寄就一遍遍催，寄前核对货和地址。"),
    one=pgettext_lazy("register row", "补发"),
    deed=pgettext_lazy("follow-up", "催补发"),
    ends=gettext_lazy("答应补的没寄，买家会改要退款。"),
    rule=CHASE_HOURS,
    asks=_asks,
    about=_about,
    kind=_kind,
    checks=(Stream(KEY, KEY), Stream(SEND, CASE, by="case_id")),
)
