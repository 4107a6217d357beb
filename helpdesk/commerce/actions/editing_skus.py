"""The SKUs of a product: added, edited, no longer used."""

from typing import Any

from django.db import transaction

from helpdesk.accounts.models import User
from helpdesk.commerce.access import product_of_shop, sku_of_shop
from helpdesk.commerce.actions.storing_goods import hold_goods, record_sku, store_skus
from helpdesk.commerce.errors import ProductChangedMeanwhile, SkuElsewhere
from helpdesk.commerce.models import Sku
from helpdesk.commerce.queries.goods_planning import SkuPlan, plan_sku
from helpdesk.kernel.clock import now


@transaction.atomic
def add_sku(*, actor: User, shop_id: int, product_id: int, values: dict[str, Any]) -> Sku:
    """A new SKU; SkuElsewhere when the shop has its code already. FieldWrong."""
    hold_goods(shop_id)
    product = product_of_shop(shop_id, product_id)
    plan = plan_sku(Sku(shop_id=shop_id, product=product), values)
    _require_free(plan)
    store_skus([plan])
    record_sku(actor=actor, plan=plan)
    return plan.sku


@transaction.atomic
def edit_sku(*, actor: User, shop_id: int, sku_id: int, values: dict[str, Any], seen: int) -> Sku:
    """Set some columns; ProductChangedMeanwhile when there is a newer version than ``seen``.

    FieldWrong, SkuElsewhere.
    """
    hold_goods(shop_id)
    sku = sku_of_shop(shop_id, sku_id)
    plan = plan_sku(sku, values)
    if not plan.before:
        return sku
    if sku.version != seen:
        raise ProductChangedMeanwhile()
    _require_free(plan)
    store_skus([plan])
    record_sku(actor=actor, plan=plan)
    return sku


@transaction.atomic
def retire_sku(*, actor: User, shop_id: int, sku_id: int, is_retired: bool) -> Sku:
    """No longer used, or used again; orders go on naming it."""
    hold_goods(shop_id)
    sku = sku_of_shop(shop_id, sku_id)
    if (sku.retired_at is not None) == is_retired:
        return sku
    plan = plan_sku(sku, {"retired_at": now() if is_retired else None})
    store_skus([plan])
    record_sku(actor=actor, plan=plan, verb="sku.retired" if is_retired else "sku.returned")
    return sku


def _require_free(plan: SkuPlan) -> None:
    if "code" not in plan.before:
        return
    sku = plan.sku
    taken = Sku.objects.select_related("product").filter(shop_id=sku.shop_id, code=sku.code)
    other = taken.exclude(pk=sku.pk or 0).first()
    if other is not None:
        raise SkuElsewhere(code=sku.code, product=other.product.name)
