"""More words and pictures of the buyer, at any time while a case is open. Nobody's time changes."""

from collections.abc import Sequence

from django.db import transaction

from aftersales.access import held_case
from aftersales.actions.moving import Told, make_move, seen
from aftersales.doer import Doer
from aftersales.evidence import Evidence
from aftersales.machine.words import Verb
from aftersales.models import Case
from helpdesk.kernel.clock import now


@transaction.atomic
def add_evidence(
    *, doer: Doer, case_id: int, version: int | None = None, evidence: Sequence[Evidence]
) -> Case:
    """Stand it beside the case; Lacking where there is nothing. A question for approval goes on."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    make_move(held=held, doer=doer, verb=Verb.ADD, at=now(), told=Told(evidence=evidence))
    return held.case
