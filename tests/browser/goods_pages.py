"""Goods and couriers, as axe looks at them."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from helpdesk.commerce.models import Courier, Product, Sku
from tests.browser.script_pages import at
from tests.browser.windows import page_in
from tests.cast import Cast


def product(context: BrowserContext, cast: Cast) -> Page:
    chart = [
        {"size": "S", "height_cm": [150, 159]},
        {"size": "M", "height_cm": [162, 170], "weight_jin": [105, 120]},
    ]
    made, _ = Product.objects.get_or_create(
        shop=cast.shop,
        name="云感卫衣",
        defaults={"kind": "卫衣", "price_fen": 15900, "size_chart": chart},
    )
    Sku.objects.get_or_create(
        shop=cast.shop, code="WY-M", defaults={"product": made, "price_fen": 15900}
    )
    return page_in(context, f"/goods/{made.pk}/")


def courier(context: BrowserContext, cast: Cast) -> Page:
    made, _ = Courier.objects.get_or_create(shop=cast.shop, code="yto", name="圆通")
    return page_in(context, f"/couriers/{made.pk}/")


GOODS_PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "goods": ("lan", at("/goods/")),
    "a product": ("lan", product),
    "a product for an agent": ("mei", product),
    "new product": ("lan", at("/goods/new/")),
    "couriers": ("lan", at("/couriers/?province=浙江")),
    "a courier": ("lan", courier),
}
