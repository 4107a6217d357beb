"""The product a chat is about."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, StrIndex

from helpdesk.commerce.models import OrderLine, Product


def named_in(shop_id: int, texts: Sequence[str]) -> tuple[Product, int] | None:
    """The product whose name stands in the first of these texts that names one, and which text
    that is."""
    if not texts:
        return None
    said = Value("\n".join(texts), output_field=TextField())
    found: Any = (
        Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
        .annotate(place=StrIndex(said, Cast(F("name"), TextField())))
        .filter(place__gt=0)
        .order_by("place")
        .first()
    )
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
