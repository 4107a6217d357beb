"""What a shop means by "later", "this morning": the hours behind a promise's words."""

from django.utils.translation import gettext_lazy as _

from conversations.promises.times import Habits
from helpdesk.accounts.policies import PolicyRule, register_rule, value_of

SOON = "followups.promise_minutes"
HOURS = "followups.promise_hours"

RULES = (
    PolicyRule(
        name=SOON,
        preset={"soon": 30, "later": 120},
        unit="min",
        sentence=_("说「一会儿」是 %(soon)s 分钟内，说「晚点」是 %(later)s 分钟内"),
        source=_("产品默认：买家听到一会儿，半小时还没等到就会再问"),
        bounds=(1, 1440),
    ),
    PolicyRule(
        name=HOURS,
        preset={"morning": 12, "noon": 14, "afternoon": 18, "evening": 21, "day": 18},
        unit="h",
        sentence=_(
            "答应「上午」算到 %(morning)s 点，「中午」到 %(noon)s 点，「下午」到 %(afternoon)s 点，"
            "「晚上」到 %(evening)s 点，只说哪天算到 %(day)s 点"
        ),
        source=_("产品默认：买家听到上午，等到十二点为止"),
        bounds=(1, 23),
    ),
)


def habits_of(shop_id: int) -> Habits:
    """The shop's rules, as the parser takes them."""
    return Habits(**value_of(shop_id, SOON), **value_of(shop_id, HOURS))


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
