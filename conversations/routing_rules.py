"""The rules of who gets a chat that every shop starts with."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group

MODE = "routing.mode"
OWNER_DAYS = "routing.owner_days"
LATE_SECONDS = "routing.late_seconds"
SKILL_SECONDS = "routing.skill_seconds"
ANSWER_SECONDS = "routing.answer_seconds"
UNANSWERED = "routing.unanswered"
MOST_MOVES = "routing.most_moves"
GONE_SECONDS = "routing.gone_seconds"
LEAVE_HOURS = "routing.leave_hours"

AUTOMATIC, PICK = "automatic", "pick"
MOVE, ESCALATE = "move", "escalate"

RULES = (
    PolicyRule(
        name=MODE,
        preset=AUTOMATIC,
        unit="words",
        sentence=_("新来的会话：%(value)s"),
        source=_("产品默认：自动派，谁也挑不了活，忙闲平均"),
        choices={
            AUTOMATIC: pgettext_lazy("routing mode", "自动派给接待中的人"),
            PICK: pgettext_lazy("routing mode", "大家自己接"),
        },
    ),
    PolicyRule(
        name=OWNER_DAYS,
        preset=7,
        unit="d",
        sentence=_("%(value)s 天内接待过这位买家的人先接"),
        source=_("产品默认：一件售后多半在一周里说完"),
        bounds=(1, 365),
    ),
    PolicyRule(
        name=LATE_SECONDS,
        preset=180,
        unit="s",
        sentence=_("手上有人等了 %(value)s 秒没回，回完才派新的"),
        source=_("产品默认：平台考核 3 分钟回复率"),
        bounds=(30, 3600),
    ),
    PolicyRule(
        name=SKILL_SECONDS,
        preset=60,
        unit="s",
        sentence=_("要的技能暂时没人空，等 %(value)s 秒，再派给别人"),
        source=_("产品默认：等得起一分钟，等不起三分钟"),
        bounds=(5, 1800),
    ),
    PolicyRule(
        name=ANSWER_SECONDS,
        preset=60,
        unit="s",
        sentence=_("派出去 %(value)s 秒没人回，换一个人"),
        source=_("产品默认：离平台考核的 3 分钟还剩两次机会"),
        bounds=(15, 1800),
    ),
    PolicyRule(
        name=UNANSWERED,
        preset=MOVE,
        unit="words",
        sentence=_("派出去没人回：%(value)s"),
        source=_("产品默认：先换人，换过还没回再请主管"),
        choices={
            MOVE: pgettext_lazy("unanswered", "换一个有空的人"),
            ESCALATE: pgettext_lazy("unanswered", "不换人，请主管看"),
        },
    ),
    PolicyRule(
        name=MOST_MOVES,
        preset=2,
        unit="times",
        sentence=_("一次接待最多换 %(value)s 个人，再没人回就请主管看"),
        source=_("产品默认：买家最多看到名字变两次"),
        bounds=(1, 10),
    ),
    PolicyRule(
        name=GONE_SECONDS,
        preset=60,
        unit="s",
        sentence=_("接待的人不在了 %(value)s 秒，还在等的买家换人接"),
        source=_("产品默认：给重启电脑留一分钟"),
        bounds=(15, 3600),
    ),
    PolicyRule(
        name=LEAVE_HOURS,
        preset=12,
        unit="h",
        sentence=_("没人上班时请买家留言，说好 %(value)s 小时内回"),
        source=_("产品默认：夜里留言，第二天上午回得到"),
        bounds=(1, 72),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("routing", pgettext_lazy("rule group", "派单和转接"))
    for one in RULES:
        register_rule(one)
