"""Which product some words name by one of its aliases."""

from collections.abc import Sequence

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, StrIndex

from helpdesk.commerce.models import Product
from scripts_library.knowledge.matching import folded, heads
from scripts_library.knowledge.models import ProductAlias


def aliased_in(shop_id: int, texts: Sequence[str]) -> tuple[Product, int] | None:
    """The product whose longest alias stands in the first of these texts that holds one, and which
    text that is."""
    pairs, whole = heads(texts), [folded(text) for text in texts]
    if not pairs:
        return None
    said = Value("\n".join(whole), output_field=TextField())
    rows = (
        ProductAlias.objects.filter(
            shop_id=shop_id, head__in=pairs, product__retired_at__isnull=True
        )
        .annotate(place=StrIndex(said, Cast(F("alias"), TextField())))
        .filter(place__gt=0)
        .select_related("product")
    )
    found = sorted(rows, key=lambda row: (-len(row.alias), row.product_id))
    for at, text in enumerate(whole):
        for row in found:
            if row.alias in text:
                return row.product, at
    return None
