"""The product a chat is about."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from helpdesk.commerce.models import OrderLine, Product
from helpdesk.commerce.naming import ENDS, pieces, readable

NAMED_SQL = f"""
SELECT *, strpos(%(said)s, name) AS place FROM commerce_product
WHERE shop_id = %(shop)s AND retired_at IS NULL
  AND LEFT(name, {ENDS}) = ANY(%(pieces)s) AND RIGHT(name, {ENDS}) = ANY(%(pieces)s)
  AND strpos(%(said)s, name) > 0
ORDER BY place, length(name) DESC LIMIT 1
"""


def named_in(shop_id: int, texts: Sequence[str]) -> tuple[Product, int] | None:
    """The product whose name stands in the first of these texts that names one, and which text
    that is; the longer of two that begin at one place. What `readable` leaves out is not read."""
    texts = readable(texts)
    found_pieces = pieces(texts)
    if not found_pieces:
        return None
    values = {"shop": shop_id, "said": "\n".join(texts), "pieces": found_pieces}
    found: Any = next(iter(Product.objects.raw(NAMED_SQL, values)), None)
    if found is None:
        return None
    ends = accumulate(len(text) + 1 for text in texts)
    return found, next(at for at, end in enumerate(ends) if found.place <= end)


def last_ordered(shop_id: int, buyer_id: int) -> Product | None:
    """The first line of the buyer's newest order, where it is a product of the shop."""
    line = (
        OrderLine.objects.filter(shop_id=shop_id, order__buyer_id=buyer_id, product__isnull=False)
        .select_related("product")
        .order_by("-order__created_at", "-order_id", "position")
        .first()
    )
    return line.product if line else None
