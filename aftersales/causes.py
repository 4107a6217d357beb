"""Why a buyer wants something, and on what grounds a shop may say no. Words only; pure."""

from django.utils.translation import pgettext_lazy

from aftersales.machine.words import Word


class Cause(Word):
    """What happened, as the shop sees it. The letter is the case of the training texts."""

    DISLIKE = "dislike", pgettext_lazy("case cause", "A 不喜欢、不合适")
    QUALITY = "quality", pgettext_lazy("case cause", "B 质量")
    WRONG = "wrong", pgettext_lazy("case cause", "发错货")
    SHORT = "short", pgettext_lazy("case cause", "少发、空包")
    DAMAGED = "damaged", pgettext_lazy("case cause", "收到时破损")
    CANNOT_USE = "cannot_use", pgettext_lazy("case cause", "C 不会用、装不上")
    LATE = "late", pgettext_lazy("case cause", "发得晚、到得晚")
    LOST = "lost", pgettext_lazy("case cause", "快递丢件")
    MISDELIVERED = "misdelivered", pgettext_lazy("case cause", "送错地方")
    PRICE_DROPPED = "price_dropped", pgettext_lazy("case cause", "买后降价")
    MISTAKEN = "mistaken", pgettext_lazy("case cause", "多拍、拍错、地址写错")
    OTHER = "other", pgettext_lazy("case cause", "其他")


FAULTS = frozenset({Cause.QUALITY, Cause.WRONG, Cause.SHORT, Cause.DAMAGED})
"""The shop did not deliver what was bought: never reduced to a return without a reason."""


class Payer(Word):
    """Who bears the freight of a return."""

    SELLER = "seller", pgettext_lazy("freight payer", "商家")
    BUYER = "buyer", pgettext_lazy("freight payer", "买家")
    COURIER = "courier", pgettext_lazy("freight payer", "快递，商家先垫")
    NOBODY = "nobody", pgettext_lazy("freight payer", "没有运费")


class Refusal(Word):
    """On what grounds the shop refuses; which are lawful when: `law.py`."""

    NOT_INTACT = "not_intact", pgettext_lazy("refusal", "商品不完好")
    NOT_OURS = "not_ours", pgettext_lazy("refusal", "退回来的不是这件")
    NO_FAULT = "no_fault", pgettext_lazy("refusal", "查过，没有质量问题")
    TOO_LATE = "too_late", pgettext_lazy("refusal", "过了七天")
    EXCLUDED = "excluded", pgettext_lazy("refusal", "定作、鲜活、拆封音像、报刊")
    CONFIRMED = "confirmed", pgettext_lazy("refusal", "下单时确认过不退")
    ALREADY_SENT = "already_sent", pgettext_lazy("refusal", "货已经发出")
    NOT_FOUND = "not_found", pgettext_lazy("refusal", "没找到退件")
    OPENED = "opened", pgettext_lazy("refusal", "包装拆过、试过")
    NO_REASON = "no_reason", pgettext_lazy("refusal", "买家没有正当理由")
    NOT_OWED = "not_owed", pgettext_lazy("refusal", "店里没有答应过")
    ALREADY_DONE = "already_done", pgettext_lazy("refusal", "已经办过")
