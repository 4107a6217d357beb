"""Which product some words name by one of its aliases."""

from collections.abc import Sequence

from helpdesk.commerce.models import Product
from scripts_library.knowledge.matching import folded, heads
from scripts_library.knowledge.models import ProductAlias


def aliased_in(shop_id: int, texts: Sequence[str]) -> Product | None:
    """The product whose longest alias stands in the first of these texts that holds one."""
    pairs = heads(texts)
    if not pairs:
        return None
    rows = ProductAlias.objects.filter(
        shop_id=shop_id, head__in=pairs, product__retired_at__isnull=True
    ).select_related("product")
    found = sorted(rows, key=lambda row: (-len(row.alias), row.product_id))
    for text in map(folded, texts):
        for row in found:
            if row.alias in text:
                product: Product = row.product
                return product
    return None
