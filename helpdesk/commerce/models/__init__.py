from helpdesk.commerce.models.buyer import Buyer, Platform
from helpdesk.commerce.models.order import FLAGS, MEMO_BYTES, Order, OrderLine, OrderState
from helpdesk.commerce.models.product import Product, Sku
from helpdesk.commerce.models.shipment import (
    Courier,
    CourierPrice,
    Problem,
    Shipment,
    TrackingEvent,
)

__all__ = [
    "FLAGS",
    "MEMO_BYTES",
    "Buyer",
    "Courier",
    "CourierPrice",
    "Order",
    "OrderLine",
    "OrderState",
    "Platform",
    "Problem",
    "Product",
    "Shipment",
    "Sku",
    "TrackingEvent",
]
