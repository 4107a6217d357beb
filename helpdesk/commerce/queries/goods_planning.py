"""What would change in products and SKUs: the dry run, and the first half of every write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpdesk.commerce.errors import PriceMissing, SkuElsewhere
from helpdesk.commerce.goods_checks import check_values
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.order_facts import Outcome
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts
from helpdesk.kernel.errors import HelpdeskError

PRODUCT_FIELDS = ("kind", "price_fen", "colours", "variants", "facts", "size_chart")
"""What the outside may say of a product, beside the name by which it is found."""
SKU_FIELDS = ("spec", "price_fen", "stock_note")


@dataclass
class SkuPlan:
    """One SKU as it would be stored; ``before`` are the columns that change, as they were."""

    sku: Sku
    is_new: bool
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def after(self) -> dict[str, Any]:
        """The columns that change, as they will be."""
        return {name: getattr(self.sku, name) for name in self.before}


@dataclass
class ProductPlan:
    """One product as it would be stored, with those of its SKUs that are new or changed."""

    product: Product
    is_new: bool
    before: dict[str, Any] = field(default_factory=dict)
    skus: list[SkuPlan] = field(default_factory=list)
    error: HelpdeskError | None = None

    @property
    def after(self) -> dict[str, Any]:
        """The columns that change, as they will be."""
        return {name: getattr(self.product, name) for name in self.before}

    @property
    def outcome(self) -> Outcome:
        if self.error is not None:
            return "refused"
        if self.is_new:
            return "created"
        return "changed" if self.before or self.skus else "unchanged"

    @property
    def said(self) -> list[str]:
        """What changed, for people: columns, and SKUs by their codes."""
        return [*self.before, *(f"skus.{one.sku.code}" for one in self.skus)]


def plan_product(product: Product, values: Mapping[str, Any]) -> ProductPlan:
    """The product with these columns. FieldWrong, ChartWrong."""
    return ProductPlan(product, product.pk is None, _set(product, values))


def plan_sku(sku: Sku, values: Mapping[str, Any]) -> SkuPlan:
    """The SKU with these columns. FieldWrong."""
    return SkuPlan(sku, sku.pk is None, _set(sku, values))


def _set(row: Product | Sku, values: Mapping[str, Any]) -> dict[str, Any]:
    """Onto the row in memory, if they may be; the columns that this changes, as they were."""
    news = {name: value for name, value in values.items() if getattr(row, name) != value}
    check_values(news)
    before = {name: getattr(row, name) for name in news}
    for name, value in news.items():
        setattr(row, name, value)
    return before


def product_plans(shop_id: int, goods: Sequence[ProductFacts], rows: Any) -> list[ProductPlan]:
    """A plan for each, in two queries however many there are; ``rows`` may be locked."""
    found = rows.filter(shop_id=shop_id, name__in=[one.name for one in goods])
    known = {product.name: product for product in found}
    codes = {sku.code for one in goods for sku in one.skus}
    listed = Sku.objects.filter(shop_id=shop_id, code__in=codes).select_related("product")
    skus = {sku.code: sku for sku in listed}
    taken: dict[str, str] = {}
    plans = []
    for facts in goods:
        product = known.get(facts.name)
        plan = ProductPlan(product or Product(shop_id=shop_id, name=facts.name), product is None)
        plan.error = _refusal(facts, plan, skus, taken)
        if plan.error is None:
            try:
                _fill(plan, facts, skus)
            except HelpdeskError as wrong:
                plan.error = wrong
        plans.append(plan)
    return plans


def _refusal(
    facts: ProductFacts, plan: ProductPlan, skus: dict[str, Sku], taken: dict[str, str]
) -> HelpdeskError | None:
    if plan.is_new and facts.price_fen is None:
        return PriceMissing()
    for said in facts.skus:
        known = skus.get(said.code)
        first = taken.setdefault(said.code, facts.name)
        owner = known.product.name if known is not None else first
        if owner != facts.name:
            return SkuElsewhere(code=said.code, product=owner)
    return None


def _fill(plan: ProductPlan, facts: ProductFacts, skus: dict[str, Sku]) -> None:
    """FieldWrong, ChartWrong."""
    if plan.is_new:
        check_values({"name": facts.name})
    plan.before = _set(plan.product, told(facts, PRODUCT_FIELDS))
    for said in facts.skus:
        sku = skus.get(said.code) or Sku(
            shop_id=plan.product.shop_id, price_fen=plan.product.price_fen
        )
        one = plan_sku(sku, {"code": said.code} | told(said, SKU_FIELDS))
        if one.is_new or one.before:
            plan.skus.append(one)


def told(facts: ProductFacts | SkuFacts, fields: Sequence[str]) -> dict[str, Any]:
    """What was said of these columns; None is not said."""
    values = {name: getattr(facts, name) for name in fields}
    return {name: value for name, value in values.items() if value is not None}
