"""Money as somebody types it, in whole fen; pure."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from aftersales.errors import AmountWrong
from helpdesk.kernel.money import yuan

PLAIN = re.compile(r"\d{1,9}(\.\d*)?|\.\d+")
SHOWN = 20


def fen_of(typed: str, *, least: int, most: int) -> int:
    """¥1,260.00, 30 or ３０．５ in fen, within both ends; AmountWrong says what to type instead."""
    text = unicodedata.normalize("NFKC", typed).strip().removeprefix("¥").removesuffix("元")
    text = text.replace(",", "").strip()

    def wrong(problem: str) -> AmountWrong:
        shown = typed.strip()[:SHOWN] or "—"
        return AmountWrong(amount=shown, problem=problem, least=yuan(least), most=yuan(most))

    if not text:
        raise wrong(_("还没填"))
    if not PLAIN.fullmatch(text) or text == ".":
        raise wrong(_("这不是一个金额"))
    fen = Decimal(text) * 100
    if fen != fen.to_integral_value():
        raise wrong(_("要精确到分，一分以下付不出去"))
    if fen > most:
        raise wrong(_("超过了最多可退的金额"))
    if fen < least:
        raise wrong(_("太少，或者这一类金额不能改"))
    return int(fen)
