"""Deadlines that are nearly over, told to other systems, each once.

The row is claimed with SKIP LOCKED and loses its moment in the transaction that records the event.
"""

from django.db import transaction

from aftersales.models import Case, Deadline, DeadlineState
from aftersales.webhooks import NEAR, case_data
from helpdesk.commerce.models import Order
from helpdesk.integrations.actions.recording import record_event
from helpdesk.integrations.queries.listening import is_heard
from helpdesk.kernel.clock import now

MOST = 500


def tell_near(*, most: int = MOST) -> int:
    """One look at all shops; how many deadlines were dealt with."""
    dealt = 0
    while dealt < most and _tell_one():
        dealt += 1
    return dealt


@transaction.atomic
def _tell_one() -> bool:
    moment = now()
    due = Deadline.objects.filter(state=DeadlineState.RUNNING, near_at__lte=moment)
    deadline = (
        due.order_by("near_at")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .first()
    )
    if deadline is None:
        return False
    Deadline.objects.filter(pk=deadline.pk).update(near_at=None)
    if is_heard(deadline.shop_id, NEAR):
        case = Case.objects.get(pk=deadline.case_id)
        order = Order.objects.get(pk=case.order_id)
        record_event(
            shop_id=case.shop_id,
            kind=NEAR,
            data=case_data(case, order, at=moment),
            subject=str(case),
        )
    return True
