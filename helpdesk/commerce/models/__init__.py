from helpdesk.commerce.imports.models import ImportProblem, OrderImport, RememberedMapping
from helpdesk.commerce.models.buyer import Buyer, Platform
from helpdesk.commerce.models.order import FLAGS, MEMO_BYTES, Order, OrderLine, OrderState
from helpdesk.commerce.models.product import Product, Sku
from helpdesk.commerce.models.profile import BuyerProfile, BuyerType, Temperament
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
    "BuyerProfile",
    "BuyerType",
    "Courier",
    "CourierPrice",
    "ImportProblem",
    "Order",
    "OrderImport",
    "OrderLine",
    "OrderState",
    "Platform",
    "Problem",
    "Product",
    "RememberedMapping",
    "Shipment",
    "Sku",
    "Temperament",
    "TrackingEvent",
]
