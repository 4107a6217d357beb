"""Who pays the freight of a return, by which rule. Pure; the matrix of docs/trade.md.

The training texts let a buyer who dislikes the goods pay both ways in one place and one way in
another: both are right, the first where the buyer paid for the way out. So it is computed.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aftersales.causes import Cause, Payer


@dataclass(frozen=True, slots=True)
class Freight:
    """``payer`` bears the way back; ``way_out_back`` says whether the paid way out is returned."""

    payer: Payer
    way_out_back: bool
    rule: str
    why: str | Promise
    source: str | Promise


LAW_24 = _("消费者权益保护法第二十四条")
LAW_25 = _("消费者权益保护法第二十五条；网络购买商品七日无理由退货暂行办法")
TEXTS = _("客服手册：退货运费归属")
OURS = _("产品默认：没说是谁的原因，不让买家出")

BY_FAULT = Freight(Payer.SELLER, True, "fault", _("没按约定交货，来回运费商家出"), LAW_24)
BY_DISLIKE = Freight(
    Payer.BUYER, False, "dislike", _("不是商品的问题，寄回的运费买家出；寄出的运费不退"), LAW_25
)
BY_BUYER = Freight(Payer.BUYER, False, "mistaken", _("买家多拍、拍错或写错地址，运费买家出"), TEXTS)
BY_COURIER = Freight(
    Payer.COURIER, True, "courier", _("快递丢了或送错了，商家先垫，再向快递索赔"), TEXTS
)
BY_DELAY = Freight(Payer.SELLER, True, "delay", _("商家发得晚，来回运费商家出"), TEXTS)
UNSHIPPED = Freight(Payer.NOBODY, True, "unshipped", _("货还没发，付过的运费一起退"), TEXTS)
BY_AGREEMENT = Freight(Payer.SELLER, False, "agreement", _("没有别的约定，寄回的运费商家出"), OURS)

MATRIX = {
    Cause.DISLIKE: BY_DISLIKE,
    Cause.QUALITY: BY_FAULT,
    Cause.WRONG: BY_FAULT,
    Cause.SHORT: BY_FAULT,
    Cause.DAMAGED: BY_FAULT,
    Cause.CANNOT_USE: BY_DISLIKE,
    Cause.LATE: BY_DELAY,
    Cause.LOST: BY_COURIER,
    Cause.MISDELIVERED: BY_COURIER,
    Cause.PRICE_DROPPED: BY_AGREEMENT,
    Cause.MISTAKEN: BY_BUYER,
    Cause.OTHER: BY_AGREEMENT,
}
RULES = {one.rule: one for one in (*MATRIX.values(), UNSHIPPED)}


def freight_of(cause: Cause, *, shipped: bool) -> Freight:
    """Who pays, why, and where that is written."""
    return MATRIX[cause] if shipped else UNSHIPPED
