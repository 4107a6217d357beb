"""The register of what is out of stock."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from aftersales.registers import titles
from aftersales.registers.models import StockOut
from aftersales.registers.policy_rules import STOCK_HOURS
from aftersales.registers.register import About, Register


def _asks(row: StockOut) -> str:
    return str(titles.STOCK) % {"goods": row}


def _about(_row: StockOut) -> About:
    return About()


STOCK_OUTS = Register(
    key="stockout",
    model=StockOut,
    label=pgettext_lazy("register", "缺货"),
    explains=gettext_lazy("没货的记下哪天到，等着它的订单一单一单告诉、换掉或退款，都办了才算完。"),
    one=pgettext_lazy("register row", "缺货"),
    deed=pgettext_lazy("follow-up", "问到货"),
    ends=gettext_lazy("没问到货，等着的订单会超过发货时限，平台要赔买家。"),
    rule=STOCK_HOURS,
    asks=_asks,
    about=_about,
)
