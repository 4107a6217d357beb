"""Which shop an import is in: for a link that was followed in another of one's own shops."""

from collections.abc import Sequence

from helpdesk.commerce.imports.models import OrderImport


def shop_of_import(shop_ids: Sequence[int], import_id: int) -> int | None:
    """Which of the shops has this import."""
    rows = OrderImport.objects.filter(shop_id__in=shop_ids, pk=import_id)
    return rows.values_list("shop_id", flat=True).first()
