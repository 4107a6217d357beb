"""Whether facts about an order can be stored at all."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from helpdesk.commerce.models import (
    FLAGS,
    MEMO_BYTES,
    Order,
    OrderState,
    PaymentPart,
    Platform,
    Problem,
)
from helpdesk.commerce.order_facts import LineFacts, OrderFacts, ShipmentFacts
from helpdesk.kernel.text import is_storable

MOST_FEN = 10**13
"""A hundred thousand million yuan: above it a column was misread."""

MONEY = ("goods_fen", "freight_fen", "discount_fen", "paid_fen", "refunded_fen")
TIMES = ("created_at", "paid_at", "shipped_at", "signed_at", "finished_at", "as_of")
WORDS = {
    "number": 64,
    "buyer_nick": 64,
    "receiver_name": 64,
    "receiver_phone": 32,
    "receiver_address": 255,
}
MOST_QUANTITY = 1_000_000
MOST_LINES = 500

Wrong = tuple[str, str]


def problem_of(facts: OrderFacts, known: Order | None) -> Wrong | None:
    """The first field that cannot be stored, and why (a message to translate); None if all can."""
    if not facts.number.strip():
        return "number", _("是空的")
    if known is None:
        for name in ("platform", "state", "created_at"):
            if not getattr(facts, name):
                return name, _("新订单必须有")
    return (
        _choices(facts)
        or _words(facts)
        or _times(facts)
        or _payments(facts)
        or _money(facts, known)
        or _lines(facts)
    )


def parcel_problem_of(facts: ShipmentFacts) -> Wrong | None:
    """The same for a parcel."""
    for name, text, most in (("waybill", facts.waybill, 64), ("courier", facts.courier, 32)):
        if not text.strip():
            return name, _("是空的")
        if not is_storable(text):
            return name, _("有存不下的字符")
        if len(text) > most:
            return name, _("太长了")
    for name in ("shipped_at", "signed_at"):
        moment: datetime | None = getattr(facts, name)
        if moment is not None and moment.tzinfo is None:
            return name, _("没有时区")
    if facts.signed_at is not None and facts.signed_at < facts.shipped_at:
        return "signed_at", _("签收比发货还早")
    if facts.problem is not None and facts.problem not in Problem.values:
        return "problem", _("没有这种异常")
    return None


def said(wrong: Wrong) -> str:
    """Why, in the reader's language."""
    return gettext(wrong[1])


def _choices(facts: OrderFacts) -> Wrong | None:
    if facts.platform is not None and facts.platform not in Platform.values:
        return "platform", _("没有这个平台")
    if facts.state is not None and facts.state not in OrderState.values:
        return "state", _("没有这种状态")
    if facts.flag is not None and facts.flag not in FLAGS:
        return "flag", _("没有这种旗子")
    return None


def _words(facts: OrderFacts) -> Wrong | None:
    for name, most in WORDS.items():
        text = getattr(facts, name)
        if text is not None and not is_storable(text):
            return name, _("有存不下的字符")
        if text is not None and len(text) > most:
            return name, _("太长了")
    if facts.memo is not None:
        if not is_storable(facts.memo):
            return "memo", _("有存不下的字符")
        if len(facts.memo.encode()) > MEMO_BYTES:
            return "memo", _("超过 1000 字节")
    return None


def _times(facts: OrderFacts) -> Wrong | None:
    for name in TIMES:
        moment: datetime | None = getattr(facts, name)
        if moment is not None and moment.tzinfo is None:
            return name, _("没有时区")
    return None


MOST_PAYMENTS = 50


def _payments(facts: OrderFacts) -> Wrong | None:
    if facts.payments is None:
        return None
    if len(facts.payments) > MOST_PAYMENTS:
        return "payments", _("付款笔数太多")
    for one in facts.payments:
        if not 0 < one.fen <= MOST_FEN:
            return "payments", _("每笔付款要大于零")
        if one.paid_at.tzinfo is None:
            return "payments", _("没有时区")
        if one.part not in PaymentPart.values:
            return "payments", _("没有这种付款")
        if len(one.method) > 40 or len(one.reference) > 64:
            return "payments", _("太长了")
        if not is_storable(one.method + one.reference):
            return "payments", _("有存不下的字符")
    total = sum(one.fen for one in facts.payments)
    if facts.paid_fen is not None and facts.paid_fen != total:
        return "payments", _("各笔加起来不等于实付")
    return None


def _money(facts: OrderFacts, known: Order | None) -> Wrong | None:
    for name in MONEY:
        fen = getattr(facts, name)
        if fen is not None and fen < 0:
            return name, _("金额不能是负数")
        if fen is not None and fen > MOST_FEN:
            return name, _("金额大得不可能")

    def after(name: str) -> int:
        said: Any = getattr(facts, name)
        if said is None and name == "paid_fen" and facts.payments is not None:
            return sum(one.fen for one in facts.payments)
        return int(said if said is not None else getattr(known, name, 0))

    if after("refunded_fen") > after("paid_fen"):
        return "refunded_fen", _("退的比付的多")
    if after("discount_fen") > after("goods_fen") + after("freight_fen"):
        return "discount_fen", _("优惠比总价还多")
    return None


def _lines(facts: OrderFacts) -> Wrong | None:
    if len(facts.lines or ()) > MOST_LINES:
        return "lines", _("行数太多")
    for line in facts.lines or ():
        problem = _line(line)
        if problem is not None:
            return problem
    return None


def _line(line: LineFacts) -> Wrong | None:
    if not line.title.strip():
        return "title", _("是空的")
    for name, text, most in (
        ("title", line.title, 200),
        ("spec", line.spec, 120),
        ("sku_code", line.sku_code or "", 64),
    ):
        if not is_storable(text):
            return name, _("有存不下的字符")
        if len(text) > most:
            return name, _("太长了")
    if not 1 <= line.quantity <= MOST_QUANTITY:
        return "quantity", _("数量要在 1 到 100 万之间")
    if not 0 <= line.price_fen <= MOST_FEN:
        return "price_fen", _("金额不能是负数")
    return None
