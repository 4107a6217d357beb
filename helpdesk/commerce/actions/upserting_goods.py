"""Products from outside, stored again and again: only what differs is written."""

from collections.abc import Callable, Sequence

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.commerce.actions.storing_goods import (
    hold_goods,
    record_product,
    record_sku,
    store_products,
    store_skus,
)
from helpdesk.commerce.errors import ProductNotFound
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.order_facts import Outcome
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts
from helpdesk.commerce.queries.goods_planning import (
    SKU_FIELDS,
    ProductPlan,
    plan_sku,
    product_plans,
    told,
)
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish

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
    hold_goods(shop_id)
    plans = product_plans(shop_id, goods, locked(Product.objects.all()))
    todo = [plan for plan in plans if plan.outcome in {"created", "changed"}]
    if before_writing is not None:
        before_writing(todo)
    store_products(todo)
    counts = {name: sum(p.outcome == name for p in plans) for name in ("created", "changed")}
    if any(counts.values()):
        record(shop_id=shop_id, actor=actor, verb="product.batch_stored", data=counts)
        publish(shop_id, ProductChanged(product=None))
    return plans


@transaction.atomic
def upsert_product(*, actor: User | None, shop_id: int, product: ProductFacts) -> ProductPlan:
    """The product of this name with its SKUs, made or changed, with an audit entry of its own.

    PriceMissing when a new one has none, SkuElsewhere when a code belongs to another product;
    FieldWrong, ChartWrong.
    """
    hold_goods(shop_id)
    (plan,) = product_plans(shop_id, [product], locked(Product.objects.all()))
    if plan.error is not None:
        raise plan.error
    if plan.outcome != "unchanged":
        store_products([plan])
        record_product(actor=actor, plan=plan)
    return plan


@transaction.atomic
def change_sku(*, actor: User | None, shop_id: int, sku: SkuFacts) -> tuple[Sku, Outcome]:
    """What is said about a SKU that the shop has, its stock note above all.

    ProductNotFound, FieldWrong.
    """
    hold_goods(shop_id)
    row = locked(Sku.objects.filter(shop_id=shop_id, code=sku.code)).first()
    if row is None:
        raise ProductNotFound()
    plan = plan_sku(row, told(sku, SKU_FIELDS))
    if not plan.before:
        return row, "unchanged"
    store_skus([plan])
    record_sku(actor=actor, plan=plan)
    return row, "changed"
