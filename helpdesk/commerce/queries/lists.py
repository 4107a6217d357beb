"""Long lists of what a shop has, narrowed: for programs that keep up, page by page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Func, Prefetch, QuerySet

from helpdesk.commerce.models import (
    Buyer,
    Courier,
    CourierPrice,
    Order,
    OrderLine,
    Product,
    Shipment,
    Sku,
    TrackingEvent,
)
from helpdesk.kernel.drf.paging import Page, page_by_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """What is looked for; None does not narrow. "from" is inclusive, "to" is not."""

    number: str | None = None
    tail: str | None = None
    buyer: int | None = None
    state: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    changed_from: datetime | None = None
    changed_to: datetime | None = None


def orders_narrowed(shop_id: int, wanted: OrderFilter) -> QuerySet[Order]:
    """The shop's orders of this kind, in no order yet."""
    rows = Order.objects.filter(shop_id=shop_id)
    if wanted.number is not None:
        rows = rows.filter(number=wanted.number)
    if wanted.tail is not None:
        last_four = Func(F("number"), 4, function="right", output_field=CharField())
        rows = rows.annotate(last_four=last_four).filter(last_four=wanted.tail)
    if wanted.buyer is not None:
        rows = rows.filter(buyer_id=wanted.buyer)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    for column in ("created", "changed"):
        since, until = getattr(wanted, f"{column}_from"), getattr(wanted, f"{column}_to")
        if since is not None:
            rows = rows.filter(**{f"{column}_at__gte": since})
        if until is not None:
            rows = rows.filter(**{f"{column}_at__lt": until})
    return rows


def orders_page(
    shop_id: int, wanted: OrderFilter, *, by_change: bool, cursor: str | None, length: int
) -> Page[Order]:
    """Newest first, or ``by_change`` those changed the longest ago first; two queries."""
    return page_by_moment(
        whole(orders_narrowed(shop_id, wanted)),
        column="changed_at" if by_change else "created_at",
        down=not by_change,
        cursor=cursor,
        length=length,
    )


def whole(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With buyer and lines."""
    lines = OrderLine.objects.select_related("sku").order_by("position")
    return orders.select_related("buyer").prefetch_related(Prefetch("lines", lines))


def buyers_narrowed(
    shop_id: int, *, platform: str | None = None, nick: str | None = None
) -> QuerySet[Buyer]:
    """The shop's buyers."""
    rows = Buyer.objects.filter(shop_id=shop_id)
    if platform is not None:
        rows = rows.filter(platform=platform)
    return rows if nick is None else rows.filter(nick=nick)


def products_narrowed(shop_id: int, *, name: str | None = None) -> QuerySet[Product]:
    """The shop's products with their SKUs."""
    rows = Product.objects.filter(shop_id=shop_id)
    rows = rows if name is None else rows.filter(name=name)
    return rows.prefetch_related(Prefetch("skus", Sku.objects.order_by("pk")))


def skus_narrowed(shop_id: int, *, code: str | None = None) -> QuerySet[Sku]:
    """The shop's SKUs with their products."""
    rows = Sku.objects.select_related("product").filter(shop_id=shop_id)
    return rows if code is None else rows.filter(code=code)


def couriers_of(shop_id: int) -> list[Courier]:
    """The couriers that the shop works with, each with its prices."""
    prices = CourierPrice.objects.order_by("province")
    rows = Courier.objects.filter(shop_id=shop_id).prefetch_related(Prefetch("prices", prices))
    return list(rows.order_by("pk"))


def shipments_narrowed(
    shop_id: int, *, order: str | None = None, waybill: str | None = None
) -> QuerySet[Shipment]:
    """The shop's parcels with order, courier and scans."""
    rows = Shipment.objects.filter(shop_id=shop_id).select_related("order", "courier")
    if order is not None:
        rows = rows.filter(order__number=order)
    if waybill is not None:
        rows = rows.filter(waybill=waybill)
    scans = TrackingEvent.objects.order_by("at", "pk")
    return rows.prefetch_related(Prefetch("events", scans))


def waybills_known(shop_id: int, waybills: set[str]) -> set[str]:
    """Those of them that the shop has a parcel for."""
    rows = Shipment.objects.filter(shop_id=shop_id, waybill__in=waybills)
    return set(rows.values_list("waybill", flat=True))


def order_whole(order: Order) -> Order:
    """One of them with buyer and lines, as it stands now."""
    return whole(Order.objects.filter(shop_id=order.shop_id)).get(pk=order.pk)


def product_whole(product: Product) -> Product:
    """One of them with its SKUs, as it stands now."""
    return products_narrowed(product.shop_id).get(pk=product.pk)
