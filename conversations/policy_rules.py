"""The rules of chats beyond those that every part of the product reads."""

from django.utils.translation import gettext_lazy as _

from conversations.queries.card_bodies import STOCK_RULE
from helpdesk.accounts.policies import PolicyRule, register_rule

SHOW_DRAFT = "chat.show_draft"

RULES = (
    PolicyRule(
        name=STOCK_RULE,
        preset=False,
        unit="switch",
        sentence=_("发给买家的商品卡片写上各规格的库存说明：%(value)s"),
        source=_("产品默认：库存说明是写给客服看的，店里愿意才给买家看"),
    ),
    PolicyRule(
        name=SHOW_DRAFT,
        preset=False,
        unit="switch",
        sentence=_(
            "买家还没发出的字，接待的客服和看现场的人边写边看到；买家会看到提示，可以自己关掉：%(value)s"
        ),
        source=_("产品默认：没发出的话是买家自己的，店里要看，先告诉买家"),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
