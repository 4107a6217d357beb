"""What can be done with a case now by the person who looks: from the table, the law, the limits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aftersales.access import Held
from aftersales.actions.allowing import (
    let_go,
    loss_within_limit,
    ruled_within_limit,
    within_limit,
)
from aftersales.actions.undoing_arrivals import RIGHT, UNDOES
from aftersales.causes import Cause, Refusal
from aftersales.doer import Doer
from aftersales.errors import (
    LossAboveLimit,
    NeedsApproval,
    NeedsOwner,
    NeedsSenior,
    RulingAboveLimit,
)
from aftersales.law import forbidden, lawful_refusals
from aftersales.limits import limit_fen, rule_for, rule_for_verb
from aftersales.machine.table import PAYS, Row, possible, row_of
from aftersales.machine.words import SAID_TO_BUYER, Kind, Need, State, Verb, Who
from aftersales.models import Approval, Case, Refund
from aftersales.models.case import MOST_EDITS, WITHOUT_LINES
from aftersales.models.refund import Channel
from aftersales.queries.arrivals import before_arrival
from aftersales.queries.cut_off import FINDS_OUT, is_cut, may_be_paid
from aftersales.queries.purse import most_for, most_instead
from aftersales.queries.situations import situation_of
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.money import yuan

FIRST = (
    Verb.AGREE,
    Verb.PASS,
    Verb.SEND,
    Verb.ISSUE,
    Verb.PAY_AGAIN,
    Verb.FIND,
    Verb.ARRIVE,
    Verb.PROVE,
    Verb.RULE_BUYER,
)
"""The one that stands out, in this order."""

OF_OTHER_PAGES = (Verb.EDIT,)
FOUND = (Verb.FOUND_PAID, Verb.FOUND_UNPAID)
"""Only of a refund that was under way when its service was disconnected."""

WAYBILL_MAY_BE_SAID = (Verb.ARRIVE,)


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind that may be proposed, and the most of it."""

    kind: Kind
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One deed: what its button says, what it asks for, why it is locked ("" while it is not)."""

    verb: Verb
    deed: str | Promise
    after: str | Promise
    is_first: bool
    for_buyer: bool
    asks_reason: bool
    asks_evidence: bool
    asks_waybill: bool
    asks_reference: bool
    asks_moment: bool
    waybill_may_lack: bool
    grounds: Sequence[Refusal] = ()
    choices: Sequence[Choice] = ()
    channels: Sequence[Channel] = ()
    most: str = ""
    limit: str = ""
    law: str = ""
    locked: str = ""
    may_ask: bool = False

    @property
    def buyer_reads(self) -> bool:
        """Whether the reason stands on the buyer's own page."""
        return self.verb in SAID_TO_BUYER


def moves_of(
    held: Held, doer: Doer, *, asked: Approval | None, refund: Refund | None, here: bool
) -> list[Move]:
    """In the table's order; the refusal that the law forbids altogether is locked with the law.
    ``here``: a parcel of the case lies here although the case does not wait for it yet."""
    case = held.case
    kind, state, back = Kind(case.kind), State(case.state), case.return_signed_at is not None
    before = before_arrival(case)
    hidden = {*OF_OTHER_PAGES, *UNDOES} - ({before.verb} if before else set())
    hidden |= set() if is_cut(refund) else set(FOUND)
    rows = [
        row
        for row in possible(kind, state, (Who.STAFF, Who.BUYER), goods_back=back)
        if row.verb not in hidden and (Need.OWN not in row.needs or case.of_shop)
    ]
    first = next((verb for verb in FIRST if any(row.verb is verb for row in rows)), None)
    found = [_move(row, held, doer, first, asked, refund) for row in rows]
    return [_going_on(one, row) for one, row in zip(found, rows, strict=True)] if here else found


def _going_on(move: Move, row: Row) -> Move:
    """Where the goods are here already, a case that would wait for them goes on at once."""
    if row.after is not State.WAIT_BUYER_SHIP or row.verb in UNDOES:
        return move
    return replace(move, after=State.WAIT_SELLER_CONFIRM.label)


def may_edit(case: Case) -> bool:
    """Whether the application can still be changed; that has a page of its own."""
    row = row_of(Kind(case.kind), State(case.state), Verb.EDIT)
    return row is not None and case.edits < MOST_EDITS


def _move(
    row: Row,
    held: Held,
    doer: Doer,
    first: Verb | None,
    asked: Approval | None,
    refund: Refund | None,
) -> Move:
    for_buyer = Who.STAFF not in row.who
    plain: dict[str, Any] = {
        "verb": row.verb,
        "deed": row.verb.label,
        "after": row.after.label,
        "is_first": row.verb is first,
        "for_buyer": for_buyer,
        "asks_reason": Need.REASON in row.needs,
        "asks_evidence": Need.EVIDENCE in row.needs or for_buyer,
        "asks_waybill": Need.WAYBILL in row.needs or row.verb in WAYBILL_MAY_BE_SAID,
        "asks_reference": Need.REFERENCE in row.needs,
        "asks_moment": row.verb is Verb.ARRIVE,
        "waybill_may_lack": row.verb in WAYBILL_MAY_BE_SAID,
    }
    return Move(**{**plain, **_particular(row.verb, held, doer, asked, refund)})


def _particular(
    verb: Verb, held: Held, doer: Doer, asked: Approval | None, refund: Refund | None
) -> dict[str, Any]:
    match verb:
        case Verb.AGREE:
            return _agreeing(held, doer, asked)
        case Verb.REFUSE:
            return _refusing(held)
        case Verb.OFFER:
            return {"choices": _choices(held), "limit": _limit(doer, Kind.REFUND)}
        case Verb.RULE_BUYER:
            return _ruling(held, doer)
        case Verb.BEAR_LOSS:
            return _bearing(held, doer, asked)
        case Verb.NOT_YET | Verb.NOT_SENT if not allows(doer.role, RIGHT):
            return {"locked": NeedsSenior().told()}
        case Verb.PAY_INSTEAD:
            return _paying_instead(held, doer, asked)
        case Verb.PAY_OUTSIDE if problem := may_be_paid(refund):
            return {"locked": problem.told()}
        case Verb.FOUND_PAID | Verb.FOUND_UNPAID if not allows(doer.role, FINDS_OUT):
            return {"locked": NeedsOwner().told()}
        case Verb.FOUND_PAID:
            return {"channels": list(Channel)}
    return {}


def _agreeing(held: Held, doer: Doer, asked: Approval | None) -> dict[str, Any]:
    case = held.case
    kind = Kind(case.kind)
    deed = _("同意%(kind)s") % {"kind": kind.label}
    if kind in PAYS:
        deed = f"{deed} {yuan(case.amount_fen)}"
    if asked is not None:
        return {"deed": deed, "locked": _("已经送审，等结果")}
    try:
        within_limit(doer=doer, case=case, kind=kind, fen=case.amount_fen)
    except NeedsApproval as above:
        return {"deed": deed, "locked": above.said(), "may_ask": True}
    return {"deed": deed}


def _ruling(held: Held, doer: Doer) -> dict[str, Any]:
    try:
        ruled_within_limit(doer=doer, case=held.case)
    except RulingAboveLimit as above:
        return {"locked": above.said()}
    return {}


def _bearing(held: Held, doer: Doer, asked: Approval | None) -> dict[str, Any]:
    if asked is not None:
        return {"locked": _("已经送审，等结果")}
    try:
        loss_within_limit(doer=doer, case=held.case)
    except LossAboveLimit as above:
        return {"locked": above.said(), "may_ask": True}
    return {}


def _paying_instead(held: Held, doer: Doer, asked: Approval | None) -> dict[str, Any]:
    """The sum is the person's to say: what is above their limit is sent for approval."""
    if asked is not None:
        return {"locked": _("已经送审，等结果")}
    most = most_instead(held)
    limit = limit_instead(doer, held.case)
    return {
        "most": yuan(most),
        "limit": "" if limit is None else yuan(limit),
        "may_ask": limit is not None and limit < most,
    }


def limit_instead(doer: Doer, case: Case) -> int | None:
    """How much the person may pay in place of what cannot be sent; None: as much as there is.
    What else they let go on the order counts."""
    rule = rule_for_verb(Verb.PAY_INSTEAD, Kind(case.kind), goods_back=bool(case.return_signed_at))
    most = limit_fen(doer.role, value_of(doer.shop_id, rule))
    if most is None:
        return None
    return max(0, most - let_go(doer=doer, order_id=case.order_id, without_case=case.pk))


def _refusing(held: Held) -> dict[str, Any]:
    situation = situation_of(held.case, held.order)
    lawful = lawful_refusals(situation)
    law = next(filter(None, (forbidden(one, situation) for one in Refusal)), None)
    says = "" if law is None else _("%(says)s（%(law)s）") % {"says": law.says, "law": law.law}
    if not lawful:
        article = "" if law is None else str(law.law)
        return {"locked": _("法律不允许拒绝：%(law)s") % {"law": says}, "law": article}
    return {"grounds": lawful, "law": says}


def _choices(held: Held) -> list[Choice]:
    """What may be proposed in place of it: of the same sort, about lines or about the whole."""
    places = _places(held)
    pays = Kind.REFUND if places else Kind.GOODWILL
    most = most_for(held.order, pays, Cause(held.case.cause), places, without_case=held.case.pk)
    return [
        Choice(kind, yuan(most) if kind in PAYS else "")
        for kind in Kind
        if (kind in WITHOUT_LINES) == (not places) and (most or kind not in PAYS)
    ]


def _places(held: Held) -> list[int]:
    return [line.position for line in held.case.lines.all()]


def _limit(doer: Doer, kind: Kind) -> str:
    most = limit_fen(doer.role, value_of(doer.shop_id, rule_for(kind)))
    return "" if most is None else yuan(most)
