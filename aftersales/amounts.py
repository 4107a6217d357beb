"""Sums of money in whole fen: what was typed, and what may be, with a sentence for what is none.

Pure.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aftersales.errors import AmountWrong
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind
from helpdesk.kernel.money import yuan
from helpdesk.kernel.typed_money import NotMoney, Unmoney, fen_in

SHOWN = 20
LARGEST = 10**13
"""Fen; far above any order, far below what Postgres holds."""

PROBLEMS: dict[Unmoney, Promise] = {
    Unmoney.EMPTY: _("还没填"),
    Unmoney.UNREADABLE: _("要写成 12.50 这样的数，最多两位小数"),
    Unmoney.FRACTION: _("要精确到分，最多两位小数，一分以下付不出去"),
    Unmoney.NEGATIVE: _("退款不能是负数"),
}


def check_amount(kind: Kind, fen: int, *, most: int, least: int = 1) -> None:
    """The one place that says which sums a case may ask for, be offered, or be paid in place of
    goods: AmountWrong. Kinds without money have none."""
    ends: dict[str, Any] = {"least": yuan(min(least, most)), "most": yuan(most)}
    if kind not in PAYS:
        if fen:
            raise AmountWrong(
                amount=yuan(fen), problem=_("这一类不退钱"), least=yuan(0), most=yuan(0)
            )
        return
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise AmountWrong(amount=fen, problem=_("要精确到分"), **ends)
    if fen > most:
        raise AmountWrong(amount=yuan(fen), problem=_("超过了最多可退的金额"), **ends)
    if fen < least:
        raise AmountWrong(amount=yuan(fen), problem=_("太少，或者这一类金额不能改"), **ends)


def fen_of(typed: str, *, least: int = 1, most: int | None = None) -> int:
    """What was typed in fen, within both ends; AmountWrong says what to type instead.

    Without ``most`` the action that takes the sum says how much there is.
    """

    def wrong(problem: object) -> AmountWrong:
        shown = typed.strip()[:SHOWN] or "—"
        ends = _("可退的金额") if most is None else yuan(most)
        return AmountWrong(amount=shown, problem=problem, least=yuan(least), most=ends)

    try:
        fen = fen_in(typed)
    except NotMoney as problem:
        raise wrong(PROBLEMS[problem.why]) from None
    if fen > (LARGEST if most is None else most):
        raise wrong(_("超过了最多可退的金额"))
    if fen < least:
        raise wrong(_("太少，或者这一类金额不能改"))
    return fen
