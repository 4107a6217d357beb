"""The numbers of the shop's own rules of wording."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.policies import PolicyRule, register_rule

TRIAL = "guard.trial_messages"

RULES = (
    PolicyRule(
        name=TRIAL,
        preset=2000,
        unit="messages",
        sentence=_("新规则先拿店里最近发出的 %(value)s 条试一遍"),
        source=_("产品默认：大约一家中等店铺两三天的量，几秒钟试完"),
        bounds=(50, 5000),
    ),
)


def register_all() -> None:
    """Called once at start."""
    for one in RULES:
        register_rule(one)
