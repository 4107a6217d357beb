"""A batch of products with their SKUs."""

from collections import Counter
from collections.abc import Sequence

from helpdesk.commerce.actions.upserting_goods import upsert_products
from helpdesk.commerce.imports.actions.tracing import picture, stamp
from helpdesk.commerce.imports.batch_result import BatchResult
from helpdesk.commerce.imports.goods import ReadProduct
from helpdesk.commerce.imports.models import OrderImport, Traced
from helpdesk.commerce.imports.problems import SENTENCES, Problem
from helpdesk.commerce.models import Product
from helpdesk.commerce.product_facts import ProductFacts
from helpdesk.commerce.queries.goods_planning import ProductPlan, product_plans
from helpdesk.kernel.errors import HelpdeskError

Good = list[tuple[ReadProduct, ProductFacts]]


def tried(*, row: OrderImport, batch: Sequence[ReadProduct]) -> BatchResult:
    """What writing it would do; writes nothing."""
    good = _good(batch)
    plans = product_plans(row.shop_id, [facts for _, facts in good], Product.objects.all())
    return _result(batch, good, plans)


def written(*, row: OrderImport, batch: Sequence[ReadProduct]) -> BatchResult:
    """Write it and trace it, inside the caller's transaction."""
    good = _good(batch)
    old_products: list[int] = []
    old_skus: list[int] = []

    def remember(plans: Sequence[ProductPlan]) -> None:
        old_products.extend(p.product.pk for p in plans if p.before and not p.is_new)
        old_skus.extend(one.sku.pk for p in plans for one in p.skus if not one.is_new)
        picture(row, Traced.PRODUCT, old_products)
        picture(row, Traced.SKU, old_skus)

    plans = upsert_products(
        actor=row.created_by,
        shop_id=row.shop_id,
        goods=[facts for _, facts in good],
        before_writing=remember,
    )
    made = [plan.product.pk for plan in plans if plan.outcome == "created"]
    stamp(row, Traced.PRODUCT, new=made, old=old_products)
    fresh = [one.sku.pk for plan in plans for one in plan.skus if one.is_new]
    stamp(row, Traced.SKU, new=fresh, old=old_skus)
    return _result(batch, good, plans)


def _good(batch: Sequence[ReadProduct]) -> Good:
    return [(read, read.facts) for read in batch if read.facts is not None]


def _result(batch: Sequence[ReadProduct], good: Good, plans: Sequence[ProductPlan]) -> BatchResult:
    outcomes: Counter[str] = Counter()
    found = [problem for read in batch for problem in read.problems]
    for (read, _facts), plan in zip(good, plans, strict=True):
        if plan.error is None:
            outcomes[plan.outcome] += 1
            continue
        found += [_refusal(row, plan.error) for row in read.rows]
    return BatchResult(outcomes, found)


def _refusal(row: int, error: HelpdeskError) -> Problem:
    """In the words of tables, where they have any for it."""
    if error.code in SENTENCES:
        return Problem(row, "", "name", error.code, str(error.facts.get("code", "")))
    return Problem(row, "", "name", "facts_wrong", error.said()[:160])
