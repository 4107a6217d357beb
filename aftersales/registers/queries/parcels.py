"""Which parcel somebody means, by an order, its number, or the waybill."""

from collections.abc import Sequence
from dataclasses import dataclass

from aftersales.registers import typed
from aftersales.registers.errors import EntryWrong
from helpdesk.commerce.models import Order, Shipment
from helpdesk.commerce.queries.finding import found_orders
from helpdesk.commerce.search_words import read

MOST = 8


@dataclass(frozen=True, slots=True)
class OrderFound:
    """An order and its parcels, the one that was meant first."""

    order: Order
    parcels: Sequence[Shipment]


def orders_meant(shop_id: int, words: str, order_id: int | None = None) -> list[OrderFound]:
    """By its own id, else by whatever was typed."""
    bare = " ".join(words.replace("\x00", "").split())[:64]
    waybill, ids = "", [order_id] if order_id else []
    if bare and not ids:
        try:
            waybill = typed.waybill(bare)
        except EntryWrong:
            return []
        sent = Shipment.objects.filter(shop_id=shop_id, waybill=waybill)
        ids = list(sent.values_list("order_id", flat=True)[:MOST])
        sought = None if ids else read(bare)
        ids += [one.id for one in found_orders(shop_id, sought)] if sought else []
    if not ids:
        return []
    orders = Order.objects.filter(shop_id=shop_id, pk__in=ids[:MOST]).select_related("buyer")
    parcels: dict[int, list[Shipment]] = {}
    for parcel in (
        Shipment.objects.filter(shop_id=shop_id, order_id__in=ids[:MOST])
        .select_related("courier")
        .order_by("-shipped_at", "-pk")
    ):
        parcels.setdefault(parcel.order_id, []).append(parcel)
    for found in parcels.values():
        found.sort(key=lambda parcel: parcel.waybill != waybill)
    return [OrderFound(order, parcels.get(order.pk, [])) for order in orders]
