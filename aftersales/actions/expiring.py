"""The end of deadlines: the machine acts, once, however many sweeps there are and however late.

Each due case is a transaction of its own: its order's row is taken with SKIP LOCKED, so that ten
workers share the work and one that meets a colleague's click leaves it for the next sweep.
"""

import logging
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aftersales.access import Held
from aftersales.acting_alone import acts_alone, left_meanwhile
from aftersales.actions.moving import make_move
from aftersales.doer import time_of
from aftersales.errors import AmountWrong
from aftersales.machine.table import Row, row_of
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Case, Deadline, DeadlineState
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.counters import count

logger = logging.getLogger(__name__)

MOST = 500
"""Cases that one sweep deals with; the next goes on."""

NEXT_SQL = """
SELECT d.id, d.case_id, o.id
FROM aftersales_deadline d
JOIN aftersales_case c ON c.shop_id = d.shop_id AND c.id = d.case_id
JOIN commerce_order o ON o.shop_id = c.shop_id AND o.id = c.order_id
WHERE d.state = 'running' AND d.due_at <= %(now)s AND {which}
ORDER BY {order}, d.id
LIMIT 1
FOR NO KEY UPDATE OF o SKIP LOCKED
"""

TURNS = (
    NEXT_SQL.format(which="d.failed_at IS NULL", order="d.due_at"),
    NEXT_SQL.format(which="d.failed_at < %(begun)s", order="d.failed_at"),
)
"""What nobody has failed at goes first, the oldest first; then what failed before this sweep, the
one longest ago first. So those that always fail hold up nobody, however many they are."""


def act_on_due(*, most: int = MOST) -> int:
    """Act on what is due, the oldest first; how many were acted on.

    One that cannot be dealt with is logged and counted, goes behind all the others, and is tried
    again by the next sweep.
    """
    begun, acted, failed = now(), 0, 0
    while acted + failed < most:
        taken: list[int] = []
        try:
            found = _act_on_one(begun, taken)
        except Exception:  # whatever it is: the others are due too
            if not taken:  # not one case's fault
                raise
            logger.exception("The end of deadline %s could not be acted on", taken[0])
            count("case_deadline", 1, "failed")
            Deadline.objects.filter(pk=taken[0]).update(failed_at=now())
            failed += 1
            continue
        if not found:
            break
        acted += 1
    return acted


@transaction.atomic
def _act_on_one(begun: datetime, taken: list[int]) -> bool:
    moment = now()
    row = _next(begun, moment)
    if row is None:
        return False
    deadline_id, case_id, order_id = row
    taken.append(deadline_id)
    held = Held(Order.objects.get(pk=order_id), locked(Case.objects.all()).get(pk=case_id))
    deadline = locked(Deadline.objects.filter(state=DeadlineState.RUNNING)).filter(
        pk=deadline_id, due_at__lte=moment
    )
    if (one := deadline.first()) is not None:  # else somebody met it while we waited for the row
        _act(held, one, moment)
    return True


def _next(begun: datetime, moment: datetime) -> tuple[int, int, int] | None:
    """Deadline, case and order, the order's row locked."""
    with connection.cursor() as cursor:
        for statement in TURNS:
            cursor.execute(statement, {"now": moment, "begun": begun})
            row: tuple[int, int, int] | None = cursor.fetchone()
            if row is not None:
                return row
    return None


def _act(held: Held, deadline: Deadline, moment: datetime) -> None:
    deadline.state, deadline.ended_at = DeadlineState.ACTED, moment
    deadline.save(update_fields=["state", "ended_at"])
    case = held.case
    case.order = held.order
    alone = acts_alone(case, deadline) and _row(case, Verb.EXPIRE)
    verb = Verb.EXPIRE if alone else Verb.OVERDUE
    data = {
        "timer": deadline.timer,
        "due_at": deadline.due_at.isoformat(),
        "rule": deadline.rule,
        "value": deadline.value,
    }
    if deadline.acts and left_meanwhile(case, deadline):
        data["problem"] = _("申请之后货已经发出，钱没有自动退，请看过再答复")
    doer = time_of(case.shop_id)
    offered = (case.offer_kind, case.offer_fen)
    case.offer_kind, case.offer_fen = "", None
    try:
        with transaction.atomic():
            make_move(held=held, doer=doer, verb=verb, at=moment, data=data)
    except AmountWrong as problem:
        # The platform has paid already: on record, and a person decides.
        held.case = locked(Case.objects.all()).get(pk=case.pk)
        held.case.offer_kind, held.case.offer_fen = offered
        verb = Verb.OVERDUE
        data = {**data, "problem": problem.said()}
        make_move(held=held, doer=doer, verb=verb, at=moment, data=data)
    count("case_deadline", 1, verb.value)


def _row(case: Case, verb: Verb) -> Row | None:
    back = case.return_signed_at is not None
    return row_of(Kind(case.kind), State(case.state), verb, goods_back=back)
