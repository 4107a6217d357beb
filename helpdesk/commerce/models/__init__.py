from helpdesk.commerce.imports.models import (
    ImportProblem,
    ImportTrace,
    OrderImport,
    RememberedMapping,
)
from helpdesk.commerce.models.buyer import Buyer, Platform
from helpdesk.commerce.models.order import (
    ADDRESS_OPEN,
    FLAGS,
    MEMO_BYTES,
    Order,
    OrderLine,
    OrderState,
)
from helpdesk.commerce.models.payment import Payment, PaymentPart
from helpdesk.commerce.models.product import Product, Sku
from helpdesk.commerce.models.profile import BuyerProfile, BuyerType, Temperament
from helpdesk.commerce.models.reveal import Reveal
from helpdesk.commerce.models.shipment import (
    Courier,
    CourierPrice,
    Problem,
    Shipment,
    TrackingEvent,
)

__all__ = [
    "ADDRESS_OPEN",
    "FLAGS",
    "MEMO_BYTES",
    "Buyer",
    "BuyerProfile",
    "BuyerType",
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
    "Reveal",
    "Shipment",
    "Sku",
    "Temperament",
    "TrackingEvent",
]
