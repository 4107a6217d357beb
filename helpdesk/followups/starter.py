"""The duties that come with the product: what a shift looks at when it starts, and what comes again
each day, week, month and quarter. Sources: docs/trade.md, "Duties that come again"."""

from dataclasses import dataclass
from datetime import time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.followups.own_kinds import DUTY, SHIFT_CHECK
from helpdesk.followups.rhythm import Every

MORNING = time(9, 0)


@dataclass(frozen=True, slots=True)
class Starter:
    """``key`` never changes: by it a shop has each of them once."""

    key: str
    # Both kept in the shop's language; said in the reader's (`titles.py`, `reasons.py`).
    title: str | Promise
    because: str | Promise
    every: Every
    at: time
    lead_minutes: int
    kind: str = DUTY
    weekday: int = 0
    day: int = 1


def _check(key: str, title: str | Promise, because: str | Promise, at: time = MORNING) -> Starter:
    return Starter(key, title, because, Every.DAY, at, 60, SHIFT_CHECK)


STARTERS: tuple[Starter, ...] = (
    _check("complaints", _("看有没有新投诉"), _("投诉越早有人回，越不会变成第二次")),
    _check("reviews", _("看有没有要回的评价"), _("中评差评先查原因，再写解释")),
    _check("unshipped", _("查昨天已付款还没发的单"), _("找出原因，先告诉买家")),
    _check("prospects", _("跟进前一班说要买的客人"), _("昨天问得细的，今天一句话就能成")),
    _check("unpaid", _("提醒拍下没付款的单"), _("库存和优惠还在的时候说，只说一次")),
    _check("received", _("回访刚收到货的客人"), _("问一句合不合适，有问题先在店里解决")),
    Starter("print-noon", _("中午前打单"), _("12 点后付款的排下一批"), Every.DAY, time(12), 120),
    Starter(
        "print-afternoon",
        _("下午三点前打单"),
        _("15 点后付款的排 17 点那一批"),
        Every.DAY,
        time(15),
        120,
    ),
    Starter(
        "print-last",
        _("今天最后一批打单"),
        _("17 点后付款的明天发，缺货的不要点发货"),
        Every.DAY,
        time(17),
        120,
    ),
    Starter(
        "refund-report",
        _("退款日报"),
        _("原因和型号写清楚，品质问题按款归到一起"),
        Every.DAY,
        time(18),
        120,
    ),
    Starter(
        "feedback",
        _("记下客人今天的问题和建议"),
        _("描述写错、库存不对的当天报上去"),
        Every.DAY,
        time(18),
        120,
    ),
    Starter(
        "weekly-summary",
        _("写每周总结"),
        _("例会前交：做了什么，问题，客人说了什么"),
        Every.WEEK,
        time(18),
        480,
    ),
    Starter(
        "couriers",
        _("看快递快慢和问题件"),
        _("从发出到签收几小时，哪条线慢了"),
        Every.WEEK,
        time(17),
        480,
        weekday=4,
    ),
    Starter(
        "revisit",
        _("回访两个月前的老客户"),
        _("问用得怎样，记下结果"),
        Every.MONTH,
        time(18),
        1440,
        day=5,
    ),
    Starter(
        "monthly",
        _("月度统计"),
        _("销售、退款、快递费、售后补偿，按款列"),
        Every.MONTH,
        time(18),
        1440,
        day=3,
    ),
    Starter(
        "stocktake",
        _("月底盘点"),
        _("账上和架上对一遍，差的写明原因"),
        Every.MONTH,
        time(18),
        1440,
        day=28,
    ),
    Starter(
        "rules-review",
        _("把店里的规矩过一遍"),
        _("时限、赔付、话术有没有变"),
        Every.QUARTER,
        time(18),
        4320,
        day=10,
    ),
)
