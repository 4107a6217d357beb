"""The rules of chats beyond those that every part of the product reads."""

from django.utils.translation import gettext_lazy as _

from conversations.queries.card_bodies import STOCK_RULE
from helpdesk.accounts.policies import PolicyRule, register_rule

RULES = (
    PolicyRule(
        name=STOCK_RULE,
        preset=False,
        unit="switch",
        sentence=_("发给买家的商品卡片写上各规格的库存说明：%(value)s"),
        source=_("产品默认：库存说明是写给客服看的，店里愿意才给买家看"),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
