"""At which levels the guard of wording speaks up in a shop."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group
from helpdesk.realtime.shapes import GuardLevel, Side

HINT, WARN, BLOCK = "guard.hint", "guard.warn", "guard.block"
LEVELS: dict[str, GuardLevel] = {HINT: "hint", WARN: "warn", BLOCK: "block"}

RULES = (
    PolicyRule(
        name=HINT,
        preset=True,
        unit="switch",
        sentence=_("客服写字时提示可以说得更好的地方，不拦：%(value)s"),
        source=_("产品默认：话术指南里的建议，改不改由客服定"),
    ),
    PolicyRule(
        name=WARN,
        preset=True,
        unit="switch",
        sentence=_("容易惹买家生气的话先停一下，客服坚持就能发、会记录：%(value)s"),
        source=_("产品默认：服务禁忌语；平台按态度差、冷淡处罚，人有时比规则更懂那位买家"),
    ),
    PolicyRule(
        name=BLOCK,
        preset=True,
        unit="switch",
        sentence=_("违法或违反平台规则的话不发，客服可以请主管看：%(value)s"),
        source=_(
            "《反不正当竞争法》《广告法》《消费者权益保护法》《个人信息保护法》和平台规则；一句话就能罚店铺"
        ),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("guard", pgettext_lazy("rule group", "用词把关"))
    for one in RULES:
        register_rule(one)


def levels_on(policies: Mapping[str, Any], *, side: Side) -> list[GuardLevel]:
    """The levels that count here; buyers say what they like."""
    return [level for name, level in LEVELS.items() if side == "agent" and policies[name]]
