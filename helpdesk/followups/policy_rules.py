"""The rules of follow-ups that every shop starts with."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

REMINDERS = "followups.reminders"
URGENT_MINUTES = "followups.urgent_minutes"
IMPORTANT_YUAN = "followups.important_yuan"
CATCH_UP_DAYS = "followups.catch_up_days"
LATER_HOURS = "followups.later_hours"
SHIFT_DIGEST = "followups.shift_digest"

RULES = (
    PolicyRule(
        name=REMINDERS,
        preset=[50, 80, 95],
        unit="%",
        sentence=_("待办的时间用掉 %(value)s%% 时提醒，到时再提醒一次"),
        source=_("产品默认：过半先知道，剩两成去做，最后半成是收尾"),
        bounds=(1, 99),
    ),
    PolicyRule(
        name=URGENT_MINUTES,
        preset=240,
        unit="min",
        sentence=_("离到时不到 %(value)s 分钟算急"),
        source=_("产品默认：半个班次，再晚就排不开了"),
        bounds=(5, 10_080),
    ),
    PolicyRule(
        name=IMPORTANT_YUAN,
        preset=50,
        unit="yuan",
        sentence=_("会亏 %(value)s 元以上算重要"),
        source=_("产品默认：比一单的运费和补偿多"),
        bounds=(1, 1_000_000),
    ),
    PolicyRule(
        name=CATCH_UP_DAYS,
        preset=7,
        unit="d",
        sentence=_("系统停过的话，补排最近 %(value)s 天的例行事项"),
        source=_("产品默认：一周内的还补得上，再早的只留记录"),
        bounds=(1, 60),
    ),
    PolicyRule(
        name=LATER_HOURS,
        preset={"morning": 10, "evening": 18},
        unit="h",
        sentence=_("推到早上是 %(morning)s 点，推到傍晚是 %(evening)s 点"),
        source=_("产品默认：早班开工检查之后，白班下班之前"),
        bounds=(1, 23),
    ),
    PolicyRule(
        name=SHIFT_DIGEST,
        preset=True,
        unit="switch",
        sentence=_("上班头一次开始接待，先列出今天到时的、过了的、夜里来的：%(value)s"),
        source=_("产品默认：开工先看一眼，不靠记性"),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("followups", pgettext_lazy("rule group", "待办"))
    for one in RULES:
        register_rule(one)
