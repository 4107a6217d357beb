"""Which shop a row is in: for a link that was followed in another of one's own shops."""

from collections.abc import Sequence
from typing import Any

from aftersales.registers.models import Complaint, ProblemParcel, Reship, ReturnedParcel, StockOut
from aftersales.registers.models.row import RegisterRow
from helpdesk.accounts.elsewhere import Find


def _finder(model: type[RegisterRow]) -> Find:
    rows: Any = model

    def find(shop_ids: Sequence[int], number: int) -> int | None:
        found = rows.objects.filter(shop_id__in=shop_ids, pk=number)
        shop_id: int | None = found.values_list("shop_id", flat=True).first()
        return shop_id

    return find


FINDERS = {
    "returned_id": _finder(ReturnedParcel),
    "problem_id": _finder(ProblemParcel),
    "complaint_id": _finder(Complaint),
    "stockout_id": _finder(StockOut),
    "reship_id": _finder(Reship),
}
