"""What facts about products would change: the dry run, and the first half of the upsert."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from helpdesk.commerce.errors import PriceMissing, SkuElsewhere
from helpdesk.commerce.models import Product, Sku
from helpdesk.commerce.order_facts import Outcome
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts
from helpdesk.kernel.errors import HelpdeskError

PRODUCT_FIELDS = ("kind", "price_fen", "colours", "variants", "facts", "size_chart")
SKU_FIELDS = ("spec", "price_fen", "stock_note")


@dataclass
class SkuPlan:
    """One SKU as it would be stored."""

    sku: Sku
    is_new: bool
    fields: list[str] = field(default_factory=list)


@dataclass
class ProductPlan:
    """One product as it would be stored, with those of its SKUs that are new or changed."""

    product: Product
    is_new: bool
    fields: list[str] = field(default_factory=list)
    skus: list[SkuPlan] = field(default_factory=list)
    error: HelpdeskError | None = None

    @property
    def outcome(self) -> Outcome:
        if self.error is not None:
            return "refused"
        if self.is_new:
            return "created"
        return "changed" if self.fields or self.skus else "unchanged"

    @property
    def said(self) -> list[str]:
        """What changed, for people: columns, and SKUs by their codes."""
        return [*self.fields, *(f"skus.{one.sku.code}" for one in self.skus)]


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
            _fill(plan, facts, skus)
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
    for name in PRODUCT_FIELDS:
        value = getattr(facts, name)
        if value is not None and getattr(plan.product, name) != value:
            setattr(plan.product, name, value)
            plan.fields.append(name)
    for said in facts.skus:
        known = skus.get(said.code)
        sku = known or Sku(
            shop_id=plan.product.shop_id, code=said.code, price_fen=plan.product.price_fen
        )
        fields = sku_news(sku, said)
        if known is None or fields:
            plan.skus.append(SkuPlan(sku, known is None, fields))


def sku_news(sku: Sku, said: SkuFacts) -> list[str]:
    """Write what is said onto the row in memory; the columns that this changed."""
    news = []
    for name in SKU_FIELDS:
        value = getattr(said, name)
        if value is not None and getattr(sku, name) != value:
            setattr(sku, name, value)
            news.append(name)
    return news
