"""For how long what a shop knows is taken for true."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

VALID_DAYS, STOCK_DAYS = "knowledge.valid_days", "knowledge.stock_days"

RULES = (
    PolicyRule(
        name=VALID_DAYS,
        preset=180,
        unit="d",
        sentence=_("商品资料存下时先写信 %(value)s 天，过了标成要核实"),
        source=_("产品默认：换季前后各看一遍，改版的料子和尺寸不会一直照旧的说"),
        bounds=(1, 1095),
    ),
    PolicyRule(
        name=STOCK_DAYS,
        preset=2,
        unit="d",
        sentence=_("库存说明过了 %(value)s 天标成要核实"),
        source=_("产品默认：没核实的库存不能答应买家；两天覆盖一个周末"),
        bounds=(1, 90),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("knowledge", pgettext_lazy("rule group", "商品资料"))
    for one in RULES:
        register_rule(one)
