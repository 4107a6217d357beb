"""Money in place of what is to be sent again, as a colleague may pay it or ask for it."""

from dataclasses import dataclass

from aftersales.access import case_and_order
from aftersales.doer import Doer
from aftersales.models import Approval
from aftersales.queries.moves import limit_instead
from aftersales.queries.purse import most_instead
from aftersales.registers.models import Reship


@dataclass(frozen=True, slots=True)
class Instead:
    """In fen: the most that there is, and one's own limit (None: as much as there is); and the
    question that waits, during which nothing else can be asked or paid."""

    most_fen: int
    limit_fen: int | None
    asked: Approval | None

    @property
    def may_pay(self) -> bool:
        return self.limit_fen is None or self.limit_fen > 0

    @property
    def may_ask(self) -> bool:
        return self.limit_fen is not None and self.limit_fen < self.most_fen


def instead_of(row: Reship, doer: Doer) -> Instead | None:
    """None where no case owes it, it is over, or its lines hold no more money."""
    if row.case_id is None or not row.is_open:
        return None
    held = case_and_order(row.shop_id, row.case_id)
    most = most_instead(held)
    if not most:
        return None
    asked = Approval.objects.filter(shop_id=row.shop_id, case_id=row.case_id, state="waiting")
    return Instead(
        most, limit_instead(doer, held.case), asked.select_related("asked_by__user").first()
    )
