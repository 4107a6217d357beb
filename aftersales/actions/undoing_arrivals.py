"""Another parcel was taken for the case's own: the case goes back to where it was.

What happened stays on record, both moves. The law's time for the refund, which began by mistake,
ends; the buyer's own begins anew where they have yet to send, and runs on from their sending where
they have.
"""

from django.db import transaction

from aftersales.access import held_case
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.doer import Doer
from aftersales.errors import MoveImpossible, NeedsSenior
from aftersales.evidence import checked
from aftersales.machine.words import Need, State, Verb
from aftersales.models import Case
from aftersales.queries.arrivals import before_arrival
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now

UNDOES = (Verb.NOT_YET, Verb.NOT_SENT)
RIGHT = "cases.deadline"
"""It takes a deadline of the law away: who may move deadlines may do it."""


@transaction.atomic
def undo_arrival(
    *, doer: Doer, case_id: int, version: int | None = None, verb: Verb, reason: str
) -> Case:
    """Back to the way the case was on; NeedsSenior, MoveImpossible for the other of the two."""
    if verb not in UNDOES:
        raise ValueError(verb)
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    row_for(held, doer, verb)
    if not allows(doer.role, RIGHT):
        raise NeedsSenior()
    before = before_arrival(case)
    if before is None or before.verb is not verb:
        fits = Verb.MISS if before is None else before.verb
        raise MoveImpossible(
            case=str(case), state=State(case.state).label, verb=verb.label, possible=fits.label
        )
    data = {"was": {"waybill": case.return_waybill}}
    case.return_signed_at, case.return_waybill = None, before.waybill
    make_move(
        held=held,
        doer=doer,
        verb=verb,
        at=now(),
        told=Told(reason=checked(reason, str(Need.REASON.label))),
        met=frozenset({Need.SENIOR}),
        data=data,
        timer_from=before.sent_at,
    )
    return case
