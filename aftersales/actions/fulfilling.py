"""What the shop sends, or issues, and that it arrived."""

from collections.abc import Sequence

from django.db import transaction

from aftersales.access import held_case
from aftersales.actions.moving import Told, make_move, seen
from aftersales.doer import Doer
from aftersales.evidence import Evidence, checked
from aftersales.machine.words import Need, Verb
from aftersales.models import Case
from helpdesk.kernel.clock import now

LONGEST = 64


@transaction.atomic
def send(*, doer: Doer, case_id: int, version: int | None = None, waybill: str) -> Case:
    """The new, mended or missing piece is on its way."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    waybill = checked(waybill, str(Need.WAYBILL.label), LONGEST)
    held.case.sent_waybill = waybill
    make_move(held=held, doer=doer, verb=Verb.SEND, at=now(), told=Told(waybill=waybill))
    return held.case


@transaction.atomic
def confirm(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    evidence: Sequence[Evidence] = (),
) -> Case:
    """The buyer has it."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    told = Told(evidence=evidence)
    make_move(held=held, doer=doer, verb=Verb.CONFIRM, at=now(), told=told)
    return held.case


@transaction.atomic
def issue(*, doer: Doer, case_id: int, version: int | None = None, reference: str) -> Case:
    """The invoice is issued under this number."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    told = Told(reference=checked(reference, str(Need.REFERENCE.label), LONGEST))
    make_move(held=held, doer=doer, verb=Verb.ISSUE, at=now(), told=told)
    return held.case
