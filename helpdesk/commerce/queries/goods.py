"""The shop's products, page by page, and one with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import OrderLine, Product, Sku

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class GoodsPage:
    """One page of the list, by name; ``after`` begins the next one."""

    products: Sequence[Product]
    skus: dict[int, int]
    total: int
    after: str


def goods_page(
    *, shop_id: int, words: str = "", retired: bool = False, after: str = ""
) -> GoodsPage:
    """Three queries whatever the number of products; ``words`` look in names and SKU codes."""
    found = Product.objects.filter(shop_id=shop_id, retired_at__isnull=not retired)
    if words:
        codes = Sku.objects.filter(shop_id=shop_id, code__icontains=words)
        found = found.filter(Q(name__icontains=words) | Q(pk__in=codes.values("product_id")))
    total = found.count()
    if after:
        found = found.filter(name__gt=after)
    rows = list(found.order_by("name").defer("size_chart", "facts")[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    counts = (
        Sku.objects.filter(shop_id=shop_id, product_id__in=[one.pk for one in shown])
        .filter(retired_at__isnull=True)
        .values_list("product_id")
        .annotate(many=Count("pk"))
    )
    after = shown[-1].name if len(rows) > PER_PAGE else ""
    return GoodsPage(shown, dict(counts), total, after)


def skus_of(product: Product) -> list[Sku]:
    """In use first, by code."""
    found = Sku.objects.filter(shop_id=product.shop_id, product=product)
    return sorted(found, key=lambda sku: (sku.retired_at is not None, sku.code))


def is_ordered(product: Product) -> bool:
    """Whether any order names it."""
    return OrderLine.objects.filter(shop_id=product.shop_id, product=product).exists()


def undoable(product: Product, entry_id: int) -> AuditEntry | None:
    """The entry, when it is the product's latest edit and of its own columns alone."""
    if not entry_id:
        return None
    entry = AuditEntry.objects.filter(
        shop_id=product.shop_id,
        pk=entry_id,
        verb="product.changed",
        target_type="product",
        target_id=str(product.pk),
    ).first()
    if entry is None or "skus" in entry.data or entry.data.get("version") != product.version:
        return None
    return entry
