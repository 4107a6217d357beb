"""Open a case and decide on it at once: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import pgettext

from aftersales.actions.answering import agree
from aftersales.actions.approving import ask_approval
from aftersales.actions.negotiating import offer
from aftersales.actions.opening import open_case
from aftersales.causes import Cause
from aftersales.doer import Doer
from aftersales.errors import Lacking
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind, Need, Verb, Who
from aftersales.models import Case
from aftersales.wizard.draft import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What is applied for, by the buyer or as the shop's own idea."""

    kind: Kind
    cause: Cause
    positions: Sequence[int]
    amount_fen: int
    words: str
    evidence: Sequence[Evidence]
    of_shop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What becomes of it at once; of an offer also what is proposed in its place."""

    decision: Decision
    reason: str = ""
    guard_seen: bool = False
    kind: Kind
    amount_fen: int


@transaction.atomic
def open_decided(*, doer: Doer, order_id: int, asked: Application, decided: Decided) -> Case:
    """The case, agreed to, offered another way, or sent for approval. What the machine, the money
    or the colleague's limit refuses leaves no case behind."""
    for_buyer = doer.who is Who.STAFF and not asked.of_shop
    if for_buyer and not asked.words.strip() and not asked.evidence:
        raise Lacking(verb=Verb.OPEN.label, needs=pgettext("case need", "买家的原话"))
    case = open_case(
        doer=doer,
        order_id=order_id,
        kind=asked.kind,
        cause=asked.cause,
        positions=asked.positions,
        amount_fen=asked.amount_fen,
        words=asked.words,
        evidence=asked.evidence,
        of_shop=asked.of_shop,
    )
    match decided.decision:
        case Decision.AGREE:
            return agree(doer=doer, case_id=case.pk, version=case.version, reason=decided.reason)
        case Decision.OFFER:
            if not decided.reason.strip():
                raise Lacking(verb=Verb.OFFER.label, needs=Need.REASON.label)
            return offer(
                doer=doer,
                case_id=case.pk,
                version=case.version,
                kind=decided.kind,
                amount_fen=decided.amount_fen,
                reason=decided.reason,
                guard_seen=decided.guard_seen,
            )
        case Decision.ASK:
            ask_approval(doer=doer, case_id=case.pk, version=case.version, reason=decided.reason)
    return case
