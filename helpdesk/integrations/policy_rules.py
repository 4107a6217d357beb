"""The rules of webhooks that every shop starts with."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

RETRY_SECONDS = "integrations.retry_seconds"
KEEP_DAYS = "integrations.keep_days"

RULES = (
    PolicyRule(
        name=RETRY_SECONDS,
        preset=[10, 60, 300, 1800, 7200, 21600, 86400],
        unit="s",
        sentence=_("推送没送到，隔 %(value)s 秒各再送一次，都不成就不送了"),
        source=_("产品默认：先快后慢，最后一次隔一天，够对方过一夜把服务修好"),
        bounds=(5, 604_800),
    ),
    PolicyRule(
        name=KEEP_DAYS,
        preset=30,
        unit="d",
        sentence=_("推送记录留 %(value)s 天"),
        source=_("产品默认：够查上个月的对账，又不把买家的话一直存着"),
        bounds=(1, 365),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("integrations", pgettext_lazy("rule group", "推送"))
    for one in RULES:
        register_rule(one)
