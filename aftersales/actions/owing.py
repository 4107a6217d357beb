"""Owe a buyer money: a row under a key, in the transaction of the move that decided it."""

from datetime import datetime

from django.utils.translation import gettext as _

from aftersales.access import Held
from aftersales.doer import Doer
from aftersales.errors import AmountWrong
from aftersales.models import Refund
from aftersales.queries.purse import purse_of
from helpdesk.kernel.money import yuan


def owe_refund(*, held: Held, doer: Doer, at: datetime) -> Refund:
    """The case's amount is owed from now on; AmountWrong where the order has not that much left.

    A platform may have paid by itself meanwhile, and its table was imported: then nothing is owed
    here, and whoever decides hears so.
    """
    case = held.case
    left = purse_of(held.order, without_case=case.pk).left_fen
    if not 0 < case.amount_fen <= left:
        raise AmountWrong(
            amount=yuan(case.amount_fen),
            problem=_("这个订单只剩 %(left)s 可退，可能平台已经退过") % {"left": yuan(left)},
            least=yuan(min(1, left)),
            most=yuan(left),
        )
    return Refund.objects.create(
        shop_id=case.shop_id,
        case=case,
        order=held.order,
        fen=case.amount_fen,
        due_at=at,
        made_by_id=doer.member_id,
        made_at=at,
    )
