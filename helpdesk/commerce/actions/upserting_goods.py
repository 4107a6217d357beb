"""Products from outside, stored again and again: only what differs is written."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.errors import FieldWrong, ProductNotFound
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.order_facts import Outcome
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts
from helpdesk.commerce.queries.goods_planning import (
    PRODUCT_FIELDS,
    SKU_FIELDS,
    ProductPlan,
    product_plans,
    sku_news,
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
    plans = _stored(shop_id, goods, before_writing)
    counts = {name: sum(p.outcome == name for p in plans) for name in ("created", "changed")}
    if any(counts.values()):
        record(shop_id=shop_id, actor=actor, verb="product.batch_stored", data=counts)
        publish(shop_id, ProductChanged(product=None))
    return plans


@transaction.atomic
def upsert_product(*, actor: User | None, shop_id: int, product: ProductFacts) -> ProductPlan:
    """The product of this name with its SKUs, made or changed, with an audit entry of its own.

    FieldWrong when a new one has no kind, PriceMissing when it has no price, SkuElsewhere when a
    code belongs to another product.
    """
    (plan,) = _stored(shop_id, [product])
    if plan.is_new and product.kind is None:
        raise FieldWrong(field="kind", problem=_("新商品必须有"))
    if plan.error is not None:
        raise plan.error
    if plan.outcome != "unchanged":
        row = plan.product
        record(
            shop_id=shop_id,
            actor=actor,
            verb=f"product.{plan.outcome}",
            target=row,
            data={"target": row.name, "fields": plan.said},
        )
        publish(shop_id, ProductChanged(product=row.pk))
    return plan


@transaction.atomic
def change_sku(*, actor: User | None, shop_id: int, sku: SkuFacts) -> tuple[Sku, Outcome]:
    """What is said about a SKU that the shop has, its stock note above all; ProductNotFound."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    row = locked(Sku.objects.filter(shop_id=shop_id, code=sku.code)).first()
    if row is None:
        raise ProductNotFound()
    fields = sku_news(row, sku)
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


def _stored(
    shop_id: int, goods: Sequence[ProductFacts], before_writing: BeforeWriting | None = None
) -> list[ProductPlan]:
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
