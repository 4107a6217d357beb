"""The rules of who takes how many chats that every shop starts with."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

CAPACITY = "team.capacity"
AWAY_SECONDS = "team.away_seconds"
REST_MINUTES = "team.rest_minutes"
PEAK_HOURS = "team.peak_hours"

RULES = (
    PolicyRule(
        name=CAPACITY,
        preset={"normal": 12, "peak": 15},
        unit="chats",
        sentence=_("一个人最多同时接 %(normal)s 位，高峰 %(peak)s 位"),
        source=_("产品默认：熟手同时接 10 到 15 位，再多首响就慢"),
        bounds=(1, 100),
    ),
    PolicyRule(
        name=AWAY_SECONDS,
        preset=60,
        unit="s",
        sentence=_("所有页面断开 %(value)s 秒，就算人不在，不再派新的"),
        source=_("产品默认：换网络、刷新不算离开，关电脑一分钟内看得出来"),
        bounds=(20, 900),
    ),
    PolicyRule(
        name=REST_MINUTES,
        preset=15,
        unit="min",
        sentence=_("小休一次 %(value)s 分钟，到点自动接着接待"),
        source=_("产品默认：喝水、上洗手间够用"),
        bounds=(1, 120),
    ),
    PolicyRule(
        name=PEAK_HOURS,
        preset=2,
        unit="h",
        sentence=_("高峰模式一次开 %(value)s 小时，到点自己关"),
        source=_("产品默认：大促一个波次的长度"),
        bounds=(1, 24),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("team", pgettext_lazy("rule group", "接待安排"))
    for one in RULES:
        register_rule(one)
