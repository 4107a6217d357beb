"""Products and SKUs from outside, stored again and again: only what differs is written."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.errors import FieldWrong, ProductNotFound, SkuElsewhere
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.order_facts import Outcome
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish

PRODUCT_FIELDS = ("kind", "price_fen", "colours", "variants", "facts", "size_chart")
SKU_FIELDS = ("spec", "price_fen", "stock_note")


@transaction.atomic
def upsert_product(
    *, actor: User | None, shop_id: int, product: ProductFacts
) -> tuple[Product, Outcome, list[str]]:
    """The product of this name with its SKUs, made or changed, and what changed.

    A new one needs kind and price; SkuElsewhere when a code belongs to another product.
    """
    locked(Shop.objects.filter(pk=shop_id)).get()
    known = locked(Product.objects.filter(shop_id=shop_id, name=product.name)).first()
    row = known or Product(shop_id=shop_id, name=product.name)
    fields = _fill(row, product, PRODUCT_FIELDS)
    if known is None:
        for name in ("kind", "price_fen"):
            if getattr(product, name) is None:
                raise FieldWrong(field=name, problem=_("新商品必须有"))
    if fields and known is not None:
        row.version += 1
    if known is None or fields:
        row.save()
    fields += [f"skus.{code}" for code in _store_skus(row, product.skus)]
    if known is not None and not fields:
        return row, "unchanged", []
    outcome: Outcome = "created" if known is None else "changed"
    record(
        shop_id=shop_id,
        actor=actor,
        verb=f"product.{outcome}",
        target=row,
        data={"target": row.name, "fields": fields},
    )
    publish(shop_id, ProductChanged(product=row.pk))
    return row, outcome, fields


@transaction.atomic
def change_sku(*, actor: User | None, shop_id: int, sku: SkuFacts) -> tuple[Sku, Outcome]:
    """What is said about a SKU that the shop has, its stock note above all; ProductNotFound."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    row = locked(Sku.objects.filter(shop_id=shop_id, code=sku.code)).first()
    if row is None:
        raise ProductNotFound()
    fields = _fill(row, sku, SKU_FIELDS)
    if not fields:
        return row, "unchanged"
    row.version += 1
    row.save()
    record(
        shop_id=shop_id,
        actor=actor,
        verb="sku.changed",
        target=row,
        data={"target": row.code, "product": row.product.name, "fields": fields},
    )
    publish(shop_id, ProductChanged(product=row.product_id))
    return row, "changed"


def _store_skus(product: Product, skus: tuple[SkuFacts, ...]) -> list[str]:
    """The codes of those that were made or changed."""
    codes = {facts.code for facts in skus}
    rows = Sku.objects.select_related("product").filter(shop_id=product.shop_id, code__in=codes)
    known = {row.code: row for row in rows}
    changed = []
    for facts in skus:
        row = known.get(facts.code)
        if row is not None and row.product_id != product.pk:
            raise SkuElsewhere(code=facts.code, product=row.product.name)
        is_new = row is None
        if row is None:
            row = Sku(
                shop_id=product.shop_id,
                product=product,
                code=facts.code,
                price_fen=product.price_fen,
            )
        if _fill(row, facts, SKU_FIELDS) or is_new:
            row.version += 0 if is_new else 1
            row.save()
            known[facts.code] = row
            changed.append(facts.code)
    return changed


def _fill(row: Product | Sku, facts: Any, names: tuple[str, ...]) -> list[str]:
    """Write what is said onto the row in memory; the columns that this changed."""
    changed = []
    for name in names:
        value = getattr(facts, name)
        if value is not None and getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed
