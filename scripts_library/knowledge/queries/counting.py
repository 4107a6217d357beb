"""How much of what a shop sells is written down."""

from django.db.models import Exists, OuterRef, QuerySet

from helpdesk.commerce.models import Product
from scripts_library.knowledge.models import Sheet, SheetKind


def facts_in_force(shop_id: int) -> QuerySet[Sheet]:
    """The sheet of facts of the outer product, if one is in force."""
    return Sheet.objects.filter(
        shop_id=shop_id,
        kind=SheetKind.FACTS,
        product=OuterRef("pk"),
        live__isnull=False,
    )


def told_of(shop_id: int) -> tuple[int, int]:
    """Products on the shelf with facts, and products on the shelf. Two queries."""
    sold = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    return sold.filter(Exists(facts_in_force(shop_id))).count(), sold.count()
