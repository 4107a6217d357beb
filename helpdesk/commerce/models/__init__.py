from helpdesk.commerce.models.buyer import Buyer, Platform
from helpdesk.commerce.models.product import Product

__all__ = ["Buyer", "Platform", "Product"]
