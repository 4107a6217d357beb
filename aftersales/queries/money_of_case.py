"""The money of a case: what came in, what went back, what this costs the shop."""

from dataclasses import dataclass

from django.db.models import Min

from aftersales.access import Held
from aftersales.causes import Cause, Payer
from aftersales.machine.table import BACK, PAYS
from aftersales.machine.words import Kind
from aftersales.queries.purse import most_for, purse_of
from helpdesk.commerce.models import CourierPrice


@dataclass(frozen=True, slots=True)
class Money:
    """In fen. ``way_back_fen`` is what a courier asks for the province; None: not known."""

    paid_fen: int
    refunded_fen: int
    most_fen: int
    this_fen: int
    goods_come_back: bool
    payer: Payer
    way_back_fen: int | None

    @property
    def we_pay_the_way(self) -> bool:
        return self.goods_come_back and self.payer in (Payer.SELLER, Payer.COURIER)

    @property
    def total_fen(self) -> int:
        """What the shop is out of pocket by, as far as known."""
        return self.this_fen + (self.way_back_fen or 0 if self.we_pay_the_way else 0)


def money_of(held: Held) -> Money:
    """As it stands; the case's own sum is not counted as promised to others."""
    case, order = held.case, held.order
    kind = Kind(case.kind)
    purse = purse_of(order, without_case=case.pk)
    most = purse.left_fen
    if kind in PAYS and case.is_open:
        positions = [line.position for line in case.lines.all()]
        most = most_for(order, kind, Cause(case.cause), positions, without_case=case.pk)
    return Money(
        paid_fen=order.paid_fen,
        refunded_fen=purse.refunded_fen,
        most_fen=most,
        this_fen=case.amount_fen,
        goods_come_back=kind in BACK,
        payer=Payer(case.freight_payer),
        way_back_fen=asked_for(case.shop_id, order.province) if kind in BACK else None,
    )


def asked_for(shop_id: int, province: str) -> int | None:
    """The least that a courier of the shop asks for a first kilogram there; None: not known."""
    prices = CourierPrice.objects.filter(shop_id=shop_id, province=province)
    found: int | None = prices.aggregate(least=Min("first_kilo_fen"))["least"]
    return found
