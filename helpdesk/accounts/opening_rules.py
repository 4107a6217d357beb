"""The rules that a shop is opened with: its hours, its platforms, and the platforms' deadlines."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.hours_value import ALWAYS_VALUE, is_holidays, is_week
from helpdesk.accounts.hours_words import business_hours_said, holidays_said
from helpdesk.accounts.platform_packs import PACKS, platforms_said
from helpdesk.accounts.policies import Form, PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

HOURS, HOLIDAYS, PLATFORMS = "shop.business_hours", "shop.holidays", "shop.platforms"


def is_platforms(value: Any) -> bool:
    """Whether a value is a list of known platforms, in our order, each once."""
    known = list(PACKS)
    return isinstance(value, list) and value == [key for key in known if key in value]


RULES = (
    PolicyRule(
        name=HOURS,
        preset=ALWAYS_VALUE,
        unit="week",
        sentence=_("营业时间：%(value)s"),
        source=_("产品默认：没定营业时间，就不对买家说休息"),
        form=Form(is_week, business_hours_said, "opening-hours"),
    ),
    PolicyRule(
        name=HOLIDAYS,
        preset=[],
        unit="days",
        sentence=_("假期和特别的日子：%(value)s"),
        source=_("店里定的；法定节假日要您点了才加"),
        form=Form(is_holidays, holidays_said, "opening-hours"),
    ),
    PolicyRule(
        name=PLATFORMS,
        preset=[],
        unit="platforms",
        sentence=_("在这些平台卖：%(value)s"),
        source=_("店里定的"),
        form=Form(is_platforms, platforms_said, "opening-platforms"),
    ),
    PolicyRule(
        name="aftersales.answer_unshipped_hours",
        preset=48,
        unit="h",
        sentence=_("还没发货就申请退款的，%(value)s 小时内答复；到时平台自动退"),
        source=_("淘宝规则：48 小时，第三方整理"),
        bounds=(1, 168),
    ),
    PolicyRule(
        name="aftersales.answer_shipped_hours",
        preset=120,
        unit="h",
        sentence=_("发了货再申请退款的，%(value)s 小时内答复；到时平台自动同意"),
        source=_("淘宝规则：5 天，第三方整理"),
        bounds=(1, 360),
    ),
    PolicyRule(
        name="aftersales.buyer_ships_days",
        preset=7,
        unit="d",
        sentence=_("同意退货后，买家 %(value)s 天内寄出；到时申请自动关掉"),
        source=_("淘宝、拼多多、微信规则：7 天，第三方整理"),
        bounds=(1, 60),
    ),
    PolicyRule(
        name="aftersales.confirm_return_days",
        preset=7,
        unit="d",
        sentence=_("收到退货后，%(value)s 天内退钱"),
        source=_("消费者权益保护法第二十五条：收到退货之日起 7 天内"),
        bounds=(1, 7),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("shop", pgettext_lazy("rule group", "店铺"))
    register_group("aftersales", pgettext_lazy("rule group", "退款退货的时限"))
    for one in RULES:
        register_rule(one)
