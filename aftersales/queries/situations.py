"""What a refusal of a case would be judged by."""

from aftersales.causes import Cause
from aftersales.law import Situation
from aftersales.machine.words import Kind, State
from aftersales.models import Case
from helpdesk.accounts.queries.shops import zone_of
from helpdesk.commerce.models import Order


def situation_of(case: Case, order: Order) -> Situation:
    """As it is now; one query for the shop's time zone."""
    return Situation(
        kind=Kind(case.kind),
        state=State(case.state),
        cause=Cause(case.cause),
        shipped_at=order.shipped_at,
        signed_at=order.signed_at,
        opened_at=case.opened_at,
        return_signed_at=case.return_signed_at,
        zone=zone_of(case.shop_id),
    )
