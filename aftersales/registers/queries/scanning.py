"""What somebody has in hand, a waybill, a nick, a number, and the cases it may belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from aftersales.machine.words import Kind, State
from aftersales.models.case import Case
from aftersales.registers import typed
from aftersales.registers.errors import EntryWrong
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.queries.lines import CaseLineShown, shown_cases
from helpdesk.commerce.models import Buyer, Order, Shipment
from helpdesk.commerce.phone_numbers import plain_phone
from helpdesk.commerce.queries.finding import found_buyers, found_orders
from helpdesk.commerce.search_words import read
from helpdesk.commerce.waybills import plain_waybill

GOODS_COME_BACK = (Kind.RETURN.value, Kind.EXCHANGE.value, Kind.REPAIR.value)
MOST = 8
ARRIVES_FROM = (State.WAIT_BUYER_SHIP, State.IN_RETURN)
TAKEN_FROM = (*ARRIVES_FROM, State.RETURN_LOST, State.WAIT_SELLER_CONFIRM)
MOBILE = 11
"""Digits of a mobile number, which nobody keeps as a waybill."""


@dataclass(frozen=True, slots=True)
class Scan:
    """``again``: this waybill was taken in before. ``orders``: whose parcel it was when we sent
    it, or whose number it is, without a case that waits for goods."""

    words: str
    waybill: str = ""
    again: ReturnedParcel | None = None
    cases: Sequence[CaseLineShown] = ()
    orders: Sequence[Order] = field(default_factory=tuple)

    @property
    def sure(self) -> int | None:
        """The one case whose own waybill it is and which takes it in as it stands."""
        if self.again is not None:
            return None
        own = [
            one.case
            for one in self.cases
            if self.waybill and one.case.return_waybill == _printed(self.waybill)
        ]
        return own[0].pk if len(own) == 1 and own[0].state in TAKEN_FROM else None

    @property
    def is_waybill(self) -> bool:
        """Whether it may be kept as a waybill: scanners give letters and digits, people words."""
        plain = self.waybill
        is_phone = len(plain) == MOBILE and plain_phone(plain) == plain
        return len(plain) >= 8 and plain.isascii() and plain.isalnum() and not is_phone


def scanned(shop_id: int, words: str) -> Scan:
    """Everything open that it may mean; the same few queries whatever it is."""
    bare = " ".join(words.replace("\x00", "").split())[:64]
    if not bare:
        return Scan("")
    try:
        waybill = typed.waybill(bare)
    except EntryWrong:
        return Scan(bare)
    again = taken_in_as(shop_id, waybill)
    orders = _orders(shop_id, bare, waybill)
    where = Q(return_waybill=_printed(waybill)) | Q(order_id__in=orders)
    sought = read(bare)
    if sought is not None:
        buyers = [one.buyer_id for one in found_buyers(shop_id, sought)]
        where |= Q(buyer_id__in=buyers)
    if (number := waybill.removeprefix("AS-")).isdecimal() and len(number) < 16:
        where |= Q(pk=int(number))
    cases = Case.objects.filter(
        where, shop_id=shop_id, is_open=True, kind__in=GOODS_COME_BACK
    ).order_by("-opened_at")[:MOST]
    shown = shown_cases(shop_id, cases)
    # The one whose own waybill it is stands first, however many the buyer has.
    shown.sort(key=lambda one: one.case.return_waybill != _printed(waybill))
    taken = {one.case.order_id for one in shown}
    others = Order.objects.filter(shop_id=shop_id, pk__in=orders - taken).select_related("buyer")
    return Scan(bare, waybill, again, shown, list(others[:MOST]))


def _orders(shop_id: int, bare: str, waybill: str) -> set[int]:
    """By their number, their receiver's phone, or as the parcel that we sent."""
    sent = Shipment.objects.filter(shop_id=shop_id, waybill=waybill).values_list("order_id")
    found = {int(order) for (order,) in sent[:MOST]}
    sought = read(bare)
    return found | ({one.id for one in found_orders(shop_id, sought)} if sought else set())


def taken_in_as(shop_id: int, waybill: str) -> ReturnedParcel | None:
    """The parcel that was taken in under this waybill."""
    rows = ReturnedParcel.objects.filter(shop_id=shop_id, waybill=waybill, is_mistake=False)
    return rows.select_related("opened_by__user", "case").first()


def case_awaiting(shop_id: int, waybill: str) -> int | None:
    """The open case whose own waybill it is; None for none, and for more than one."""
    cases = Case.objects.filter(
        shop_id=shop_id,
        return_waybill=_printed(waybill),
        is_open=True,
        kind__in=GOODS_COME_BACK,
    )
    found = list(cases.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def _printed(waybill: str) -> str:
    """As `returning.py` keeps it; never empty, for that is a case without a waybill."""
    return plain_waybill(waybill) or waybill


def taken_in(shop_id: int, number: int) -> ReturnedParcel | None:
    """What was taken in a moment ago, to be said above the empty box."""
    rows = ReturnedParcel.objects.filter(shop_id=shop_id, pk=number)
    return rows.select_related("case").first() if number else None


def nick_of(order: Order) -> str:
    """The name that its buyer has on the platform."""
    buyer: Buyer | None = order.buyer
    return "" if buyer is None else buyer.name
