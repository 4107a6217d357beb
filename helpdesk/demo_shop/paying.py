"""How the demo's buyers pay: in their platform's words, a presale now and then in parts. Pure."""

from datetime import datetime, timedelta
from typing import Final

from helpdesk.commerce.order_facts import PaymentFacts

DEPOSITS: Final = 12
"""Of so many orders one is a presale."""

METHODS: Final[dict[str, tuple[str, ...]]] = {
    "taobao": ("支付宝", "花呗", "支付宝"),
    "jd": ("微信支付", "白条"),
    "pinduoduo": ("微信支付", "支付宝", "先用后付"),
    "douyin": ("抖音支付", "抖音月付"),
    "wechat": ("微信支付",),
}


def payments_of(
    fen: int, paid: datetime, platform: str, place: int
) -> tuple[PaymentFacts, ...] | None:
    """One payment with its channel; every so often a deposit three days before and a balance."""
    if not fen:
        return None
    methods = METHODS[platform]
    method = methods[place % len(methods)]
    reference = f"{paid:%Y%m%d}{22_000_000 + place * 7919 % 9_000_000}"
    if place % DEPOSITS or fen < 1000:
        return (PaymentFacts(fen, paid, "whole", method, reference),)
    deposit = fen // 1000 * 100
    return (
        PaymentFacts(deposit, paid - timedelta(days=3), "deposit", method),
        PaymentFacts(fen - deposit, paid, "balance", method, reference),
    )
