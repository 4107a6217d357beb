"""What a card says: facts of an order or a product as both sides may see them, frozen.

Codes, fen and moments, no sentences: each reader's page writes them in the reader's language.
Personal data comes masked, for the page belongs to whoever holds the visitor's token. Of a
courier's scan only the place is told: its words may hold a name or a number.
"""

from typing import cast

from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.shops import zone_of
from helpdesk.commerce.masking import address_end, mask_waybill
from helpdesk.commerce.models import Order, OrderState, Product, Sku
from helpdesk.commerce.queries.order_panel import one_card
from helpdesk.commerce.queries.parcels import OrderCard
from helpdesk.commerce.receivers import opened
from helpdesk.kernel.clock import iso
from helpdesk.realtime.shapes import (
    AddressCardShape,
    GoodsShape,
    OrderCardShape,
    OrderStateCode,
    ProductCardShape,
    StockShape,
)

STOCK_RULE = "chat.card_stock"
STOCK_SHOWN = 12
"""Colours and sizes whose stock one card tells; more would be a table, not a card."""

TITLE_LENGTH = 60


def order_body(order: Order) -> OrderCardShape:
    """How far the order is. A promise that was missed is not repeated to the buyer."""
    card = _card(order)
    parcel = card.parcel
    under_way = parcel is not None and card.state == OrderState.SHIPPED and not parcel.is_late
    return {
        "type": "order",
        **goods(card),
        "state": cast(OrderStateCode, card.state),
        "amount_fen": _amount(card),
        "refunded_fen": card.refunded_fen,
        "courier": parcel.courier if parcel else "",
        "waybill": mask_waybill(parcel.waybill) if parcel else "",
        "place": parcel.scan_place if parcel else "",
        "scanned_at": iso(parcel.scan_at) if parcel and parcel.scan_at else None,
        "signed_at": iso(parcel.signed_at) if parcel and parcel.signed_at else None,
        "leaves_at": iso(card.leaves_at) if card.leaves_at and not card.leaves_late else None,
        "arrives_on": parcel.arrives_on.isoformat() if parcel and under_way else None,
    }


def address_body(order: Order) -> AddressCardShape:
    """Where the order goes: name and phone masked, down to the district, and the door."""
    card = _card(order)
    return {
        "type": "address",
        **goods(card),
        "amount_fen": _amount(card),
        "receiver": card.receiver.name,
        "phone": card.receiver.phone,
        "address": card.receiver.address + address_end(opened(order, "receiver_address")),
    }


def product_body(product: Product) -> ProductCardShape:
    """What the shop sells; its stock only where the shop lets buyers see it."""
    return {
        "type": "product",
        "name": product.name,
        "price_fen": product.price_fen,
        "colours": list(product.colours),
        "variants": list(product.variants),
        "stock": _stock(product),
        "facts": product.facts,
    }


def _card(order: Order) -> OrderCard:
    return one_card(order, zone=zone_of(order.shop_id))[0]


def goods(card: OrderCard) -> GoodsShape:
    """Which order it is, in the words of its first row."""
    first = card.lines[0] if card.lines else None
    return {
        "tail": card.tail,
        "title": _short(first.title) if first else "",
        "spec": first.spec if first else "",
        "quantity": first.quantity if first else 0,
        "kinds": len(card.lines),
    }


def _amount(card: OrderCard) -> int:
    return card.price_fen if card.state == OrderState.UNPAID else card.paid_fen


def _short(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def _stock(product: Product) -> list[StockShape]:
    if not value_of(product.shop_id, STOCK_RULE):
        return []
    told = Sku.objects.filter(shop_id=product.shop_id, product=product).exclude(stock_note="")
    return [
        {"spec": sku.spec, "note": sku.stock_note} for sku in told.order_by("code")[:STOCK_SHOWN]
    ]
