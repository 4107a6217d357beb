"""Any move of a colleague by its verb: what programs name, led to the action that makes it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from aftersales.actions.adding import add_evidence
from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import APPEALS, appeal
from aftersales.actions.finding_out import found_paid, found_unpaid
from aftersales.actions.fulfilling import confirm, issue, send
from aftersales.actions.negotiating import accept, decline, offer
from aftersales.actions.opening import edit_case
from aftersales.actions.refunding import pay_again, pay_instead, pay_outside
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.actions.undoing_arrivals import UNDOES, undo_arrival
from aftersales.causes import Cause, Refusal
from aftersales.doer import Doer
from aftersales.evidence import evidence_from
from aftersales.machine.words import Kind, Verb
from aftersales.models import Case
from aftersales.models.refund import Channel

Action = Callable[..., Case]

LOOKS = (Verb.PASS, Verb.MISS, Verb.FIND, Verb.BEAR_LOSS)

TAKES: Mapping[Verb, tuple[Action, Sequence[str]]] = {
    Verb.EDIT: (edit_case, ("kind", "cause", "amount_fen", "words", "evidence")),
    Verb.AGREE: (agree, ("reason",)),
    Verb.REFUSE: (refuse, ("grounds", "reason", "evidence", "guard_seen")),
    Verb.OFFER: (offer, ("kind", "amount_fen", "reason", "guard_seen")),
    Verb.ACCEPT: (accept, ("evidence",)),
    Verb.DECLINE: (decline, ("reason", "evidence")),
    Verb.SHIP_BACK: (ship_back, ("waybill", "evidence")),
    Verb.ARRIVE: (arrive, ("waybill", "signed_at")),
    **{verb: (partial(undo_arrival, verb=verb), ("reason",)) for verb in UNDOES},
    Verb.SEND: (send, ("waybill",)),
    Verb.PAY_INSTEAD: (pay_instead, ("amount_fen", "reason")),
    Verb.CONFIRM: (confirm, ("evidence",)),
    Verb.ISSUE: (issue, ("reference",)),
    Verb.PAY_AGAIN: (pay_again, ("reason",)),
    Verb.PAY_OUTSIDE: (pay_outside, ("reference", "evidence")),
    Verb.FOUND_PAID: (found_paid, ("channel", "paid_at", "reference", "evidence")),
    Verb.FOUND_UNPAID: (found_unpaid, ("reason", "evidence")),
    Verb.ADD: (add_evidence, ("evidence",)),
    **{verb: (partial(inspect, verb=verb), ("reason", "evidence")) for verb in LOOKS},
    **{verb: (partial(appeal, verb=verb), ("reason", "evidence")) for verb in APPEALS},
}
"""For each verb its action, and what it takes besides who, which case and which version."""


WORDS: Sequence[tuple[str, Callable[[str], Any]]] = (
    ("kind", Kind),
    ("cause", Cause),
    ("grounds", Refusal),
    ("channel", Channel),
)


def move_by_verb(*, doer: Doer, case_id: int, verb: Verb, said: Mapping[str, Any]) -> Case:
    """Make the move with what was said of its fields; whatever the action raises."""
    action, names = TAKES[verb]
    known: dict[str, Any] = {
        **said,
        "words": said.get("reason", ""),
        "evidence": evidence_from(said.get("evidence", ())),
    }
    for name, word in WORDS:
        if said.get(name):
            known[name] = word(said[name])
    values = {name: known[name] for name in names if name in known}
    return action(doer=doer, case_id=case_id, version=said.get("version"), **values)
