"""A product is added, edited, taken off the shelf and put back. Never deleted: orders name it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from helpdesk.accounts.models import User
from helpdesk.commerce.access import locked_product
from helpdesk.commerce.actions.storing_goods import hold_goods, record_product, store_products
from helpdesk.commerce.errors import NameTaken, NothingToTakeBack, ProductChangedMeanwhile
from helpdesk.commerce.models import Product
from helpdesk.commerce.queries.goods import undoable
from helpdesk.commerce.queries.goods_planning import PRODUCT_FIELDS, ProductPlan, plan_product
from helpdesk.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit; ``entry`` is the audit entry that can be taken back, if any."""

    product: Product
    entry: int | None


@transaction.atomic
def add_product(*, actor: User, shop_id: int, values: dict[str, Any]) -> Product:
    """A new product; NameTaken when the shop has one of this name. FieldWrong."""
    hold_goods(shop_id)
    plan = plan_product(Product(shop_id=shop_id), values)
    _require_free(plan)
    store_products([plan])
    record_product(actor=actor, plan=plan)
    return plan.product


@transaction.atomic
def edit_product(
    *, actor: User, shop_id: int, product_id: int, values: dict[str, Any], seen: int
) -> Edited:
    """Set some columns; the same again changes nothing. FieldWrong, ChartWrong, NameTaken.

    ``seen`` is the version the person began from: ProductChangedMeanwhile when there is a newer.
    """
    product = _held(shop_id, product_id)
    plan = plan_product(product, values)
    if not plan.before:
        return Edited(product, None)
    if product.version != seen:
        raise ProductChangedMeanwhile()
    _require_free(plan)
    store_products([plan])
    return Edited(product, record_product(actor=actor, plan=plan).pk)


@transaction.atomic
def undo_edit(*, actor: User, shop_id: int, product_id: int, entry_id: int) -> Product:
    """Give back what one edit changed; NothingToTakeBack once somebody edited after it."""
    product = _held(shop_id, product_id)
    entry = undoable(product, entry_id)
    if entry is None:
        raise NothingToTakeBack()
    kept = ("name", *PRODUCT_FIELDS)
    before = {name: value for name, value in entry.data["before"].items() if name in kept}
    plan = plan_product(product, before)
    _require_free(plan)
    store_products([plan])
    record_product(actor=actor, plan=plan, verb="product.change_undone")
    return product


@transaction.atomic
def retire_product(*, actor: User, shop_id: int, product_id: int) -> Product:
    """Off the shelf: chats no longer offer it; orders still name it."""
    product = _held(shop_id, product_id)
    if product.retired_at is None:
        _shelve(actor, product, now(), "product.retired")
    return product


@transaction.atomic
def return_product(*, actor: User, shop_id: int, product_id: int) -> Product:
    """Back on the shelf."""
    product = _held(shop_id, product_id)
    if product.retired_at is not None:
        _shelve(actor, product, None, "product.returned")
    return product


def _shelve(actor: User, product: Product, retired_at: datetime | None, verb: str) -> None:
    plan = plan_product(product, {"retired_at": retired_at})
    store_products([plan])
    record_product(actor=actor, plan=plan, verb=verb)


def _held(shop_id: int, product_id: int) -> Product:
    hold_goods(shop_id)
    return locked_product(shop_id, product_id)


def _require_free(plan: ProductPlan) -> None:
    if "name" not in plan.before:
        return
    product = plan.product
    others = Product.objects.filter(shop_id=product.shop_id, name=product.name)
    if others.exclude(pk=product.pk or 0).exists():
        raise NameTaken(name=product.name)
