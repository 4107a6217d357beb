"""The shop's answer to an application: yes, or no on lawful grounds."""

from collections.abc import Sequence

from django.db import transaction

from aftersales.access import Held, held_case
from aftersales.actions.allowing import within_limit
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.causes import Refusal
from aftersales.doer import Doer
from aftersales.errors import LawForbids
from aftersales.evidence import Evidence, checked
from aftersales.law import forbidden, lawful_refusals
from aftersales.machine.words import Kind, Need, Verb
from aftersales.models import Case
from aftersales.queries.situations import situation_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import listed

LAWFUL = frozenset({Need.LAWFUL})


@transaction.atomic
def agree(*, doer: Doer, case_id: int, version: int | None = None, reason: str = "") -> Case:
    """Give the buyer what they ask for; NeedsApproval above the colleague's limit."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case = held.case
    row_for(held, doer, Verb.AGREE)
    met = within_limit(doer=doer, case=case, kind=Kind(case.kind), fen=case.amount_fen)
    told = Told(reason=checked(reason, str(Need.REASON.label)))
    make_move(held=held, doer=doer, verb=Verb.AGREE, at=now(), told=told, met=met)
    return case


@transaction.atomic
def refuse(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    grounds: Refusal,
    reason: str,
    evidence: Sequence[Evidence],
    guard_seen: bool = False,
) -> Case:
    """Refuse, with reason and evidence; LawForbids, with the law, where the buyer has a right.

    The buyer reads the reason: it passes the guard (GuardBlocked, GuardWarned).
    """
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    row_for(held, doer, Verb.REFUSE)
    _lawfully(held, grounds)
    reason = checked(reason, str(Need.REASON.label))
    told = Told(reason=reason, evidence=evidence, guard_seen=guard_seen)
    make_move(
        held=held,
        doer=doer,
        verb=Verb.REFUSE,
        at=now(),
        told=told,
        met=LAWFUL,
        data={"grounds": grounds.value},
    )
    return held.case


def _lawfully(held: Held, grounds: Refusal) -> None:
    situation = situation_of(held.case, held.order)
    law = forbidden(grounds, situation)
    if law is not None:
        lawful = [str(one.label) for one in lawful_refusals(situation)]
        raise LawForbids(refusal=grounds.label, says=law.says, law=law.law, lawful=listed(lawful))
