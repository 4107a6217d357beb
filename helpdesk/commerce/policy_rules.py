"""The rules of orders and parcels that every shop starts with."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.policies import PolicyRule, register_rule
from helpdesk.accounts.policy_groups import register_group
from helpdesk.commerce.promise import clock_time

PRINT_CUT_OFFS = "commerce.print_cut_offs"
PROMISE_DAYS = "commerce.promise_days"
FLAG_MEANINGS = "commerce.flag_meanings"
REVEALS = "privacy.reveals"
REVEAL_SECONDS = "privacy.reveal_seconds"
RECEIVER_MONTHS = "privacy.receiver_months"
UNDO_HOURS = "commerce.undo_hours"
COURIER_DAYS = "commerce.courier_days"
COURIER_PROBLEMS = "commerce.courier_problem_percent"
COURIER_MARGIN = "commerce.courier_margin_hours"


def are_clock_times(value: object) -> bool:
    """Whether every one is a time of day, 17:00, and none is there twice."""
    return (
        isinstance(value, list)
        and all(clock_time(one) is not None for one in value)
        and len(set(value)) == len(value)
    )


RULES = (
    PolicyRule(
        name=PRINT_CUT_OFFS,
        preset=["12:00", "15:00", "17:00"],
        unit="clock",
        sentence=_("每天 %(value)s 打单，赶上哪批就随哪批发，过了最后一批次日发"),
        source=_("客服手册：打单时间 12:00、15:00、17:00，17:00 后次日发货"),
        also=are_clock_times,
    ),
    PolicyRule(
        name=PROMISE_DAYS,
        preset=3,
        unit="d",
        sentence=_("没有约定也没有足够记录的线路，按发货后 %(value)s 天到答复"),
        source=_("客服手册：申通约 3 天"),
    ),
    PolicyRule(
        name=FLAG_MEANINGS,
        preset={
            "red": "退款、改单号",
            "yellow": "换货单号",
            "green": "客服成交",
            "blue": "等买家确认",
            "pink": "重点跟进",
        },
        unit="words",
        sentence=_(
            "红旗：%(red)s；黄旗：%(yellow)s；绿旗：%(green)s；蓝旗：%(blue)s；粉旗：%(pink)s"
        ),
        source=_("客服手册：红旗退款或改单号，绿旗客服成交，黄旗换货单号；蓝、粉为产品默认"),
    ),
    PolicyRule(
        name=REVEALS,
        preset={"per_hour": 20, "per_day": 60},
        unit="looks",
        sentence=_("一个人一小时最多看 %(per_hour)s 次收货资料，24 小时最多 %(per_day)s 次"),
        source=_("个人信息保护法第 6、51 条：最小必要、分人授权；次数是产品默认"),
        bounds=(1, 1000),
    ),
    PolicyRule(
        name=REVEAL_SECONDS,
        preset=60,
        unit="s",
        sentence=_("收货资料点开 %(value)s 秒后自动收起"),
        source=_("产品默认：够拨一个电话、抄一个地址"),
        bounds=(10, 300),
    ),
    PolicyRule(
        name=RECEIVER_MONTHS,
        preset=36,
        unit="months",
        sentence=_("订单了结 %(value)s 个月后，抹掉收货人的姓名、手机、地址，省份和金额留着"),
        source=_(
            "电商法第 31 条：平台的交易记录至少留 3 年，店铺照此；"
            "个人信息保护法第 19、47 条：到期就删"
        ),
        bounds=(1, 120),
    ),
    PolicyRule(
        name=UNDO_HOURS,
        preset=24,
        unit="h",
        sentence=_("导入写完 %(value)s 小时里可以整批撤回；后来有人改过的不动"),
        source=_("产品默认：够第二天早上发现导错"),
        bounds=(1, 24 * 30),
    ),
    PolicyRule(
        name=COURIER_DAYS,
        preset=90,
        unit="d",
        sentence=_("快递的快慢和异常，按最近 %(value)s 天发出的包裹算"),
        source=_("客服手册：每半月看一次快递快慢；90 天是产品默认"),
        bounds=(7, 365),
    ),
    PolicyRule(
        name=COURIER_PROBLEMS,
        preset=5,
        unit="%",
        sentence=_("到一个省，异常超过 %(value)s%% 的快递不推荐"),
        source=_("产品默认"),
        bounds=(1, 100),
    ),
    PolicyRule(
        name=COURIER_MARGIN,
        preset=12,
        unit="h",
        sentence=_("比最快的慢不到 %(value)s 小时的快递里，推荐便宜的"),
        source=_("产品默认：半天以内买家感觉不到"),
        bounds=(1, 240),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("commerce", pgettext_lazy("rule group", "订单和发货"))
    register_group("privacy", pgettext_lazy("rule group", "收货资料"))
    for one in RULES:
        register_rule(one)
