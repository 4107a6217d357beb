"""The rules of conversations that every shop starts with."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

RULES = (
    PolicyRule(
        name="chat.after_sale_days",
        preset=30,
        unit="d",
        sentence=_("签收 %(value)s 天内再来，算售后；更久的算售前"),
        source=_("产品默认：盖过七天无理由和十五天自动确认"),
        bounds=(1, 365),
    ),
    PolicyRule(
        name="chat.tags_per_thread",
        preset=8,
        unit="tags",
        sentence=_("一个会话最多 %(value)s 个标签"),
        source=_("产品默认：再多就没人看了"),
        bounds=(1, 30),
    ),
    PolicyRule(
        name="chat.tags_in_shop",
        preset=200,
        unit="tags",
        sentence=_("全店最多 %(value)s 个在用的标签"),
        source=_("产品默认：再多就选不过来"),
        bounds=(1, 1000),
    ),
    PolicyRule(
        name="chat.snooze_days",
        preset=30,
        unit="d",
        sentence=_("「稍后」最远放到 %(value)s 天以后"),
        source=_("产品默认：更久的事该记成待办"),
        bounds=(1, 365),
    ),
    PolicyRule(
        name="chat.block_days_most",
        preset=365,
        unit="d",
        sentence=_("定期拉黑最长 %(value)s 天，更久选永久"),
        source=_("产品默认"),
        bounds=(1, 3650),
    ),
    PolicyRule(
        name="ending.idle_minutes",
        preset=120,
        unit="min",
        sentence=_("店里回了以后 %(value)s 分钟没人再说话，自动结束接待"),
        source=_("产品默认：买家去付款、去量尺寸也回得来"),
        bounds=(5, 10_080),
    ),
    PolicyRule(
        name="ending.undo_seconds",
        preset=10,
        unit="s",
        sentence=_("结束以后 %(value)s 秒内可以撤回"),
        source=_("产品默认：够看一眼、按一下"),
        bounds=(5, 120),
    ),
    PolicyRule(
        name="ending.rating_hours",
        preset=24,
        unit="h",
        sentence=_("评价邀请发出 %(value)s 小时内可以评"),
        source=_("产品默认：隔天再评，记的就不是这一次了"),
        bounds=(1, 720),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("ending", pgettext_lazy("rule group", "结束接待"))
    for one in RULES:
        register_rule(one)
