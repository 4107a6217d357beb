from helpdesk.commerce.imports.models import (
    ImportProblem,
    ImportTrace,
    OrderImport,
    RememberedMapping,
)
from helpdesk.commerce.models.buyer import Buyer, Platform
from helpdesk.commerce.models.order import FLAGS, MEMO_BYTES, Order, OrderLine, OrderState
from helpdesk.commerce.models.payment import Payment, PaymentPart
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
    "ImportProblem",
    "ImportTrace",
    "Order",
    "OrderImport",
    "OrderLine",
    "OrderState",
    "Payment",
    "PaymentPart",
    "Platform",
    "Problem",
    "Product",
    "RememberedMapping",
    "Shipment",
    "Sku",
    "TrackingEvent",
]
