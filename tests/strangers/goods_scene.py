"""A SKU and a courier of Mei's shop."""

from typing import TYPE_CHECKING

from helpdesk.commerce.models import Courier, Sku

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def sku_of(scene: "Scene") -> Sku:
    """A SKU of Mei's product."""
    found, _ = Sku.objects.get_or_create(
        shop=scene.cast.shop, product=scene.product, code="W-M", defaults={"price_fen": 15900}
    )
    return found


def courier_of(scene: "Scene") -> Courier:
    """A courier that Mei's shop works with."""
    found, _ = Courier.objects.get_or_create(
        shop=scene.cast.shop, code="yto", defaults={"name": "圆通"}
    )
    return found
