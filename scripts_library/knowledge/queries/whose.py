"""Which shop a sheet is in: for a link that was followed in another of one's own shops."""

from collections.abc import Sequence

from scripts_library.knowledge.models import Sheet


def shop_of_sheet(shop_ids: Sequence[int], sheet_id: int) -> int | None:
    """Which of the shops has this sheet."""
    rows = Sheet.objects.filter(shop_id__in=shop_ids, pk=sheet_id)
    return rows.values_list("shop_id", flat=True).first()
