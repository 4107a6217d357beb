"""The one place in which products and SKUs are written, and put on record.

Whoever edits by hand (`editing_goods.py`, `editing_skus.py`) and whatever comes from outside
(`upserting_goods.py`) makes plans (`queries/goods_planning.py`) and hands them here, inside its
transaction and under the shop's lock.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import AuditEntry, Shop, User
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.queries.goods_planning import ProductPlan, SkuPlan
from helpdesk.kernel.clock import iso
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish

ROWS_AT_ONCE = 500


def hold_goods(shop_id: int) -> None:
    """The shop first, as the lock order says: names and codes are compared across its products."""
    locked(Shop.objects.filter(pk=shop_id)).get()


def store_products(plans: Sequence[ProductPlan]) -> None:
    """Every plan with its SKUs, in a few statements however many; versions count up."""
    new = [plan.product for plan in plans if plan.is_new]
    Product.objects.bulk_create(new, ROWS_AT_ONCE)
    changed = [plan for plan in plans if plan.before and not plan.is_new]
    for plan in changed:
        plan.product.version += 1
    fields = {name for plan in changed for name in plan.before}
    if changed:
        rows = [plan.product for plan in changed]
        Product.objects.bulk_update(rows, [*fields, "version"], ROWS_AT_ONCE)
    for plan in plans:
        for one in plan.skus:
            one.sku.product = plan.product
    store_skus([one for plan in plans for one in plan.skus])


def store_skus(plans: Sequence[SkuPlan]) -> None:
    """The same of SKUs whose products are stored."""
    Sku.objects.bulk_create([plan.sku for plan in plans if plan.is_new], ROWS_AT_ONCE)
    changed = [plan for plan in plans if plan.before and not plan.is_new]
    for plan in changed:
        plan.sku.version += 1
    fields = {name for plan in changed for name in plan.before}
    if changed:
        rows = [plan.sku for plan in changed]
        Sku.objects.bulk_update(rows, [*fields, "version"], ROWS_AT_ONCE)


def record_product(*, actor: User | None, plan: ProductPlan, verb: str = "") -> AuditEntry:
    """What a stored plan changed, with what was there before; told to the shop's screens."""
    product = plan.product
    data = {"target": product.name, "version": product.version, **_changes(plan)}
    if plan.skus:
        data["skus"] = {one.sku.code: _changes(one) for one in plan.skus}
    publish(product.shop_id, ProductChanged(product=product.pk))
    return record(
        shop_id=product.shop_id,
        actor=actor,
        verb=verb or f"product.{plan.outcome}",
        target=product,
        data=data,
    )


def record_sku(*, actor: User | None, plan: SkuPlan, verb: str = "") -> AuditEntry:
    """The same of one SKU, found under its product."""
    sku = plan.sku
    data = {"target": sku.code, "product": sku.product.name, **_changes(plan)}
    publish(sku.shop_id, ProductChanged(product=sku.product_id))
    return record(
        shop_id=sku.shop_id,
        actor=actor,
        verb=verb or ("sku.created" if plan.is_new else "sku.changed"),
        target=("product", str(sku.product_id)),
        data=data,
    )


def _changes(plan: ProductPlan | SkuPlan) -> dict[str, Any]:
    """Nothing for a new row: it is there to be read."""
    if plan.is_new:
        return {}
    return {"before": _as_json(plan.before), "after": _as_json(plan.after)}


def _as_json(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        name: iso(value) if isinstance(value, datetime) else value
        for name, value in columns.items()
    }
