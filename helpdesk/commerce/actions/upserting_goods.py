"""Products from outside, stored again and again: only what differs is written."""

from collections.abc import Callable, Sequence

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.product_facts import ProductFacts
from helpdesk.commerce.queries.goods_planning import (
    PRODUCT_FIELDS,
    SKU_FIELDS,
    ProductPlan,
    product_plans,
)
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish

ROWS_AT_ONCE = 500
BeforeWriting = Callable[[Sequence[ProductPlan]], None]


@transaction.atomic
def upsert_products(
    *,
    actor: User | None,
    shop_id: int,
    goods: Sequence[ProductFacts],
    before_writing: BeforeWriting | None = None,
) -> list[ProductPlan]:
    """Store a batch in one transaction, under the shop's lock; one plan for each, done or refused.

    One audit entry for the whole batch.
    """
    locked(Shop.objects.filter(pk=shop_id)).get()
    plans = product_plans(shop_id, goods, locked(Product.objects.all()))
    todo = [plan for plan in plans if plan.outcome in {"created", "changed"}]
    if before_writing is not None:
        before_writing(todo)
    Product.objects.bulk_create([plan.product for plan in todo if plan.is_new], ROWS_AT_ONCE)
    changed = [plan.product for plan in todo if plan.fields and not plan.is_new]
    for product in changed:
        product.version += 1
    if changed:
        Product.objects.bulk_update(changed, [*PRODUCT_FIELDS, "version"], ROWS_AT_ONCE)
    _write_skus(todo)
    counts = {name: sum(p.outcome == name for p in plans) for name in ("created", "changed")}
    if any(counts.values()):
        record(shop_id=shop_id, actor=actor, verb="product.batch_stored", data=counts)
        publish(shop_id, ProductChanged(product=None))
    return plans


def _write_skus(plans: Sequence[ProductPlan]) -> None:
    new: list[Sku] = []
    old: list[Sku] = []
    for plan in plans:
        for one in plan.skus:
            one.sku.product = plan.product
            (new if one.is_new else old).append(one.sku)
    Sku.objects.bulk_create(new, ROWS_AT_ONCE)
    for sku in old:
        sku.version += 1
    if old:
        Sku.objects.bulk_update(old, [*SKU_FIELDS, "version"], ROWS_AT_ONCE)
