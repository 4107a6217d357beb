"""The product a chat is about."""

from collections.abc import Sequence

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, StrIndex

from helpdesk.commerce.models import Product
from helpdesk.commerce.queries.order_panel import OrderPanel


def product_in(shop_id: int, texts: Sequence[str], orders: OrderPanel) -> Product | None:
    """The product that these texts name, the first text deciding; else the last one ordered."""
    said = Value("\n".join(texts), output_field=TextField())
    named = (
        Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
        .annotate(place=StrIndex(said, Cast(F("name"), TextField())))
        .filter(place__gt=0)
        .order_by("place")
        .first()
    )
    if named is not None or not orders.cards:
        return named
    ordered = [line.product_id for line in orders.cards[0].lines if line.product_id]
    return Product.objects.filter(shop_id=shop_id, pk__in=ordered[:1]).first()
