"""Which script says what is done about what happened. Pure.

The tags are the shop's own words on its scripts; those of the starter set are named here, and a
shop that tags its scripts in the same words finds them proposed.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from aftersales.causes import Cause
from aftersales.options import Way

CAUSE_TAG = {
    Cause.DISLIKE: "不喜欢",
    Cause.QUALITY: "质量",
    Cause.WRONG: "发错货",
    Cause.SHORT: "少发",
    Cause.DAMAGED: "破损",
    Cause.CANNOT_USE: "使用",
    Cause.LATE: "发得晚",
    Cause.LOST: "丢件",
    Cause.MISDELIVERED: "送错",
    Cause.PRICE_DROPPED: "降价",
    Cause.MISTAKEN: "拍错",
}
WAY_TAG = {
    Way.REFUND_PART: "部分退款",
    Way.REFUND_ALL: "仅退款",
    Way.RETURN: "退货退款",
    Way.EXCHANGE: "换货",
    Way.RESHIP: "补发",
    Way.REPAIR: "维修",
    Way.PRICE: "退差价",
    Way.GOODWILL: "补偿",
    Way.INVOICE: "开发票",
}
MOST = 8


class Filed(Protocol):
    """Anything with tags."""

    @property
    def tags(self) -> Sequence[str]: ...


F = TypeVar("F", bound=Filed)


def tags_for(cause: Cause, way: Way) -> set[str]:
    """What a script may be filed under to be looked at here."""
    return {WAY_TAG[way], *((CAUSE_TAG[cause],) if cause in CAUSE_TAG else ())}


def fitting(scripts: Sequence[F], cause: Cause, way: Way) -> list[F]:
    """Those about both first, then about what is done, then about what happened. One about another
    cause or another way is left out; among equals the order stays."""
    mine, own = WAY_TAG[way], CAUSE_TAG.get(cause)
    others = (set(WAY_TAG.values()) - {mine}) | (set(CAUSE_TAG.values()) - {own})

    def rank(one: Filed) -> int:
        return (2 if mine in one.tags else 0) + (1 if own in one.tags else 0)

    fit = [one for one in scripts if rank(one) and not others.intersection(one.tags)]
    return sorted(fit, key=rank, reverse=True)[:MOST]
