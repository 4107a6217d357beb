"""The rules by which response times become figures."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group
from helpdesk.commerce.promise import clock_time

CAP_SECONDS = "response.cap_seconds"
REACHED_SECONDS = "response.reached_seconds"
FIRST_REACHED_SECONDS = "response.first_reached_seconds"
COUNTED_HOURS = "response.counted_hours"
MIDNIGHT = "24:00"


def are_hours(value: object) -> bool:
    """Whether it is a stretch of one day: both ends times of day, the first one earlier. It may
    end with the day, at 24:00."""
    if not isinstance(value, dict):
        return False
    since, until = clock_time(value["since"]), clock_time(value["until"])
    if since is None:
        return False
    return value["until"] == MIDNIGHT or (until is not None and since < until)


RULES = (
    PolicyRule(
        name=CAP_SECONDS,
        preset=600,
        unit="s",
        sentence=_("算平均响应时，一次等待最多按 %(value)s 秒算"),
        source=_("淘宝客服平均响应口径：单次最长按 10 分钟（39zn.cn，第三方整理）"),
        bounds=(60, 86_400),
    ),
    PolicyRule(
        name=REACHED_SECONDS,
        preset=180,
        unit="s",
        sentence=_("买家的话 %(value)s 秒内有人回，算达标"),
        source=_("淘宝 3 分钟人工响应率、拼多多 3 分钟人工回复率"),
        bounds=(5, 3600),
    ),
    PolicyRule(
        name=FIRST_REACHED_SECONDS,
        preset=30,
        unit="s",
        sentence=_("一次接待的头一句 %(value)s 秒内有人回，算首响达标"),
        source=_("京东咚咚首次 30 秒应答率"),
        bounds=(5, 3600),
    ),
    PolicyRule(
        name=COUNTED_HOURS,
        preset={"since": "08:00", "until": "23:00"},
        unit="clock",
        sentence=_("达标率只算 %(since)s 到 %(until)s 之间开口的"),
        source=_("淘宝、拼多多考核 8:00–23:00；各平台说法不一，可改"),
        also=are_hours,
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("response", pgettext_lazy("rule group", "响应"))
    for one in RULES:
        register_rule(one)
