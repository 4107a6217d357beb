"""Deadlines that are nearly over, told to other systems, each once.

The row is claimed with SKIP LOCKED and loses its moment in the transaction that records the event.
"""

import logging
from datetime import datetime

from django.db import transaction

from aftersales.models import Case, Deadline, DeadlineState
from aftersales.webhooks import NEAR, case_data
from helpdesk.commerce.models import Order
from helpdesk.integrations.actions.recording import record_event
from helpdesk.integrations.queries.listening import is_heard
from helpdesk.kernel.clock import now

logger = logging.getLogger(__name__)

MOST = 500
"""Deadlines that one sweep deals with; the next goes on."""


def tell_near(*, most: int = MOST) -> int:
    """One look at all shops, the oldest first; how many deadlines were dealt with.

    One that cannot be told is logged, goes behind all that are due by now, and is tried again by
    the next sweep: each has its turn, however many always fail.
    """
    begun, dealt, failed = now(), 0, 0
    while dealt + failed < most:
        taken: list[Deadline] = []
        try:
            if not _tell_one(begun, taken):
                break
            dealt += 1
        except Exception:
            if not taken:  # not one deadline's fault
                raise
            one = taken[0]
            logger.exception("Deadline %s of case %s is near: not told", one.pk, one.case_id)
            Deadline.objects.filter(pk=one.pk, near_at=one.near_at).update(near_at=now())
            failed += 1
    return dealt


@transaction.atomic
def _tell_one(begun: datetime, taken: list[Deadline]) -> bool:
    moment = now()
    due = Deadline.objects.filter(state=DeadlineState.RUNNING, near_at__lte=begun)
    deadline = (
        due.order_by("near_at", "pk")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .first()
    )
    if deadline is None:
        return False
    taken.append(deadline)
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
