"""Which product some words name by one of its aliases."""

from collections.abc import Sequence

from helpdesk.commerce.models import Product
from helpdesk.commerce.naming import ENDS, pieces, readable
from scripts_library.knowledge.matching import folded
from scripts_library.knowledge.models import ProductAlias

ALIASED_SQL = f"""
SELECT a.id, a.alias, a.product_id FROM scripts_library_productalias AS a
JOIN commerce_product AS p ON p.shop_id = a.shop_id AND p.id = a.product_id
WHERE a.shop_id = %(shop)s AND p.retired_at IS NULL
  AND LEFT(a.alias, {ENDS}) = ANY(%(pieces)s) AND RIGHT(a.alias, {ENDS}) = ANY(%(pieces)s)
  AND strpos(%(said)s, a.alias) > 0
ORDER BY length(a.alias) DESC, a.product_id
"""


def aliased_in(shop_id: int, texts: Sequence[str]) -> tuple[Product, int] | None:
    """The product whose longest alias stands in the first of these texts that holds one, and which
    text that is. What `readable` leaves out is not read."""
    whole = readable(folded(text) for text in texts)
    found_pieces = pieces(whole)
    if not found_pieces:
        return None
    values = {"shop": shop_id, "said": "\n".join(whole), "pieces": found_pieces}
    found = list(ProductAlias.objects.raw(ALIASED_SQL, values).prefetch_related("product"))
    for at, text in enumerate(whole):
        for row in found:
            if row.alias in text:
                return row.product, at
    return None
