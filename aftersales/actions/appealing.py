"""The platform is asked, gets the evidence, decides; and the two ways in which a case is let be."""

from collections.abc import Sequence

from django.db import transaction

from aftersales.access import held_case
from aftersales.actions.allowing import ruled_within_limit
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.doer import Doer
from aftersales.evidence import Evidence, checked
from aftersales.machine.words import Need, Verb
from aftersales.models import Case
from helpdesk.kernel.clock import now

APPEALS = (
    Verb.ESCALATE,
    Verb.PROVE,
    Verb.RULE_BUYER,
    Verb.RULE_SELLER,
    Verb.WITHDRAW,
    Verb.CLOSE,
)


@transaction.atomic
def appeal(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    verb: Verb,
    reason: str = "",
    evidence: Sequence[Evidence] = (),
) -> Case:
    """One of `APPEALS`: the buyer's escalation or withdrawal, the shop's evidence, the
    platform's word, a closing."""
    if verb not in APPEALS:
        raise ValueError(verb)
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    row_for(held, doer, verb)
    case, met = held.case, frozenset[Need]()
    if verb is Verb.RULE_BUYER:  # whoever writes down what the platform said lets the money go
        met = ruled_within_limit(doer=doer, case=case)
    case.offer_kind, held.case.offer_fen = "", None
    told = Told(reason=checked(reason, str(Need.REASON.label)), evidence=evidence)
    make_move(held=held, doer=doer, verb=verb, at=now(), told=told, met=met)
    return held.case
