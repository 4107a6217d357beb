"""The only door to an order: one row for one shop; a stranger gets not-found."""

from helpdesk.commerce.errors import (
    BuyerNotFound,
    CourierNotFound,
    CourierUnknown,
    OrderNotFound,
    ProductNotFound,
)
from helpdesk.commerce.models import Buyer, Courier, Order, Product, Sku
from helpdesk.kernel.locks import locked
from helpdesk.kernel.text import is_storable


def order_of(shop_id: int, order_id: int) -> Order:
    """The shop's order, or OrderNotFound."""
    try:
        return Order.objects.get(shop_id=shop_id, pk=order_id)
    except Order.DoesNotExist:
        raise OrderNotFound() from None


def order_by_number(shop_id: int, number: str) -> Order:
    """The shop's order with this number, or OrderNotFound."""
    try:
        if not is_storable(number):
            raise Order.DoesNotExist
        return Order.objects.get(shop_id=shop_id, number=number)
    except Order.DoesNotExist:
        raise OrderNotFound() from None


def locked_order(shop_id: int, order_id: int) -> Order:
    """The shop's order, held until the transaction ends, or OrderNotFound."""
    try:
        found: Order = locked(Order.objects.filter(shop_id=shop_id)).get(pk=order_id)
    except Order.DoesNotExist:
        raise OrderNotFound() from None
    return found


def buyer_of_shop(shop_id: int, buyer_id: int) -> Buyer:
    """The shop's buyer, or BuyerNotFound."""
    try:
        return Buyer.objects.get(shop_id=shop_id, pk=buyer_id)
    except Buyer.DoesNotExist:
        raise BuyerNotFound() from None


def product_of_shop(shop_id: int, product_id: int) -> Product:
    """The shop's product, or ProductNotFound."""
    try:
        return Product.objects.get(shop_id=shop_id, pk=product_id)
    except Product.DoesNotExist:
        raise ProductNotFound() from None


def courier_by_code(shop_id: int, code: str) -> Courier:
    """The shop's courier with this code, or CourierUnknown."""
    try:
        return Courier.objects.get(shop_id=shop_id, code=code)
    except Courier.DoesNotExist:
        raise CourierUnknown() from None


def locked_product(shop_id: int, product_id: int) -> Product:
    """The shop's product, held until the transaction ends, or ProductNotFound."""
    try:
        found: Product = locked(Product.objects.filter(shop_id=shop_id)).get(pk=product_id)
    except Product.DoesNotExist:
        raise ProductNotFound() from None
    return found


def sku_of_shop(shop_id: int, sku_id: int) -> Sku:
    """The shop's SKU with its product, or ProductNotFound."""
    try:
        return Sku.objects.select_related("product").get(shop_id=shop_id, pk=sku_id)
    except Sku.DoesNotExist:
        raise ProductNotFound() from None


def courier_of_shop(shop_id: int, courier_id: int) -> Courier:
    """The shop's courier, or CourierNotFound."""
    try:
        return Courier.objects.get(shop_id=shop_id, pk=courier_id)
    except Courier.DoesNotExist:
        raise CourierNotFound() from None
