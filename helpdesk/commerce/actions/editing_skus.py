"""The SKUs of a product: added, edited, no longer used."""

from typing import Any

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.access import product_of_shop, sku_of_shop
from helpdesk.commerce.errors import ProductChangedMeanwhile, SkuElsewhere
from helpdesk.commerce.models import Sku
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish


@transaction.atomic
def add_sku(*, actor: User, shop_id: int, product_id: int, values: dict[str, Any]) -> Sku:
    """A new SKU; SkuElsewhere when the shop has its code already."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    product = product_of_shop(shop_id, product_id)
    _require_free(shop_id, values["code"], None)
    sku = Sku.objects.create(shop_id=shop_id, product=product, **values)
    _told(actor, sku, "sku.created", {})
    return sku


@transaction.atomic
def edit_sku(*, actor: User, shop_id: int, sku_id: int, values: dict[str, Any], seen: int) -> Sku:
    """Set some fields; ProductChangedMeanwhile when there is a newer version than ``seen``."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    sku = sku_of_shop(shop_id, sku_id)
    news = {name: value for name, value in values.items() if getattr(sku, name) != value}
    if not news:
        return sku
    if sku.version != seen:
        raise ProductChangedMeanwhile()
    if "code" in news:
        _require_free(shop_id, news["code"], sku.pk)
    before = {name: getattr(sku, name) for name in news}
    _set(sku, news)
    _told(actor, sku, "sku.changed", {"before": before, "after": news})
    return sku


@transaction.atomic
def retire_sku(*, actor: User, shop_id: int, sku_id: int, is_retired: bool) -> Sku:
    """No longer used, or used again; orders go on naming it."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    sku = sku_of_shop(shop_id, sku_id)
    if (sku.retired_at is not None) == is_retired:
        return sku
    _set(sku, {"retired_at": now() if is_retired else None})
    _told(actor, sku, "sku.retired" if is_retired else "sku.returned", {})
    return sku


def _require_free(shop_id: int, code: str, sku_id: int | None) -> None:
    taken = Sku.objects.select_related("product").filter(shop_id=shop_id, code=code)
    other = taken.exclude(pk=sku_id or 0).first()
    if other is not None:
        raise SkuElsewhere(code=code, product=other.product.name)


def _set(sku: Sku, news: dict[str, Any]) -> None:
    for name, value in news.items():
        setattr(sku, name, value)
    sku.version += 1
    sku.save(update_fields=[*news, "version"])


def _told(actor: User, sku: Sku, verb: str, data: dict[str, Any]) -> None:
    record(
        shop_id=sku.shop_id,
        actor=actor,
        verb=verb,
        target=("product", str(sku.product_id)),
        data={"target": sku.code, "product": sku.product.name, **data},
    )
    publish(sku.shop_id, ProductChanged(product=sku.product_id))
