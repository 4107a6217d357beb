"""A product is added, edited, taken off the shelf and put back. Never deleted: orders name it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import AuditEntry, Shop, User
from helpdesk.commerce.access import locked_product
from helpdesk.commerce.errors import (
    NameTaken,
    NothingToTakeBack,
    ProductChangedMeanwhile,
)
from helpdesk.commerce.models import Product
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish

FIELDS = ("name", "kind", "price_fen", "colours", "variants", "facts", "size_chart")


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit; ``entry`` is the audit entry that can be taken back, if any."""

    product: Product
    entry: int | None


@transaction.atomic
def add_product(*, actor: User, shop_id: int, values: dict[str, Any]) -> Product:
    """A new product; NameTaken when the shop has one of this name."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    _require_free(shop_id, values["name"], None)
    product = Product.objects.create(shop_id=shop_id, **values)
    _record(actor, product, "product.created", {})
    return product


@transaction.atomic
def edit_product(
    *, actor: User, shop_id: int, product_id: int, values: dict[str, Any], seen: int
) -> Edited:
    """Set some fields; the same again changes nothing.

    ``seen`` is the version the person began from: ProductChangedMeanwhile when there is a newer.
    """
    product = _held(shop_id, product_id)
    news = {name: value for name, value in values.items() if getattr(product, name) != value}
    if not news:
        return Edited(product, None)
    if product.version != seen:
        raise ProductChangedMeanwhile()
    if "name" in news:
        _require_free(shop_id, news["name"], product.pk)
    before = {name: getattr(product, name) for name in news}
    entry = _set(actor, product, news, "product.changed", {"before": before, "after": news})
    return Edited(product, entry.pk)


@transaction.atomic
def undo_edit(*, actor: User, shop_id: int, product_id: int, entry_id: int) -> Product:
    """Give back what one edit changed; NothingToTakeBack once somebody edited after it."""
    product = _held(shop_id, product_id)
    entry = AuditEntry.objects.filter(
        shop_id=shop_id,
        pk=entry_id,
        verb="product.changed",
        target_type="product",
        target_id=str(product.pk),
    ).first()
    if entry is None or entry.data.get("version") != product.version:
        raise NothingToTakeBack()
    before = {name: value for name, value in entry.data["before"].items() if name in FIELDS}
    if "name" in before:
        _require_free(shop_id, before["name"], product.pk)
    _set(actor, product, before, "product.change_undone", {"fields": sorted(before)})
    return product


@transaction.atomic
def retire_product(*, actor: User, shop_id: int, product_id: int) -> Product:
    """Off the shelf: chats no longer offer it; orders still name it."""
    product = _held(shop_id, product_id)
    if product.retired_at is None:
        _set(actor, product, {"retired_at": now()}, "product.retired", {})
    return product


@transaction.atomic
def return_product(*, actor: User, shop_id: int, product_id: int) -> Product:
    """Back on the shelf."""
    product = _held(shop_id, product_id)
    if product.retired_at is not None:
        _set(actor, product, {"retired_at": None}, "product.returned", {})
    return product


def _held(shop_id: int, product_id: int) -> Product:
    """The shop first, as the lock order says: names are compared across its products."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    return locked_product(shop_id, product_id)


def _require_free(shop_id: int, name: str, product_id: int | None) -> None:
    if Product.objects.filter(shop_id=shop_id, name=name).exclude(pk=product_id or 0).exists():
        raise NameTaken(name=name)


def _set(
    actor: User, product: Product, news: dict[str, Any], verb: str, data: dict[str, Any]
) -> AuditEntry:
    for name, value in news.items():
        setattr(product, name, value)
    product.version += 1
    product.save(update_fields=[*news, "version"])
    return _record(actor, product, verb, data)


def _record(actor: User, product: Product, verb: str, data: dict[str, Any]) -> AuditEntry:
    publish(product.shop_id, ProductChanged(product=product.pk))
    return record(
        shop_id=product.shop_id,
        actor=actor,
        verb=verb,
        target=product,
        data={"target": product.name, "version": product.version, **data},
    )
