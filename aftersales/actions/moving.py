"""The one way in which a case moves: by a row of the machine, under lock, on record.

Every other action of this app locks, checks what is its own to check, and comes here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from aftersales.access import Held
from aftersales.actions.following import follow
from aftersales.actions.holding_evidence import hold_evidence
from aftersales.actions.owing import owe_refund
from aftersales.actions.telling import tell_of_move
from aftersales.actions.timing import start_timer, turn_clock
from aftersales.actions.wording import words_for_buyer
from aftersales.doer import Doer
from aftersales.errors import CaseMoved, EditsUsed, Lacking, MoveImpossible, NotYours
from aftersales.evidence import Evidence
from aftersales.machine.table import Row, possible, row_of
from aftersales.machine.words import TERMINAL, Clock, Kind, Need, State, Verb, Who
from aftersales.models import Approval, ApprovalState, Case, CaseEvent
from aftersales.models.case import MOST_EDITS
from aftersales.move_hearers import go_on, tell_hearers
from helpdesk.accounts.audit import record
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.errors import NotAllowed
from helpdesk.kernel.text import listed
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish

NOT_OURS_TO_CHECK = frozenset(
    {Need.LAWFUL, Need.LIMIT, Need.UNSENT, Need.SENIOR, Need.OWNER, Need.CUT}
)
"""Needs that only the action itself can judge; it says which it has."""


QUESTION_STANDS = frozenset({Verb.ADD, Verb.OVERDUE})
"""Moves after which what somebody asked approval for is the same: the question goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says with a move."""

    reason: str = ""
    evidence: Sequence[Evidence] = ()
    waybill: str = ""
    reference: str = ""
    guard_seen: bool = False


NOTHING = Told()


def seen(held: Held, version: int | None) -> None:
    """Refuse who decides on what is no longer so. None: whatever it is now."""
    case = held.case
    if version is None or version == case.version:
        return
    last = CaseEvent.objects.filter(shop_id=case.shop_id, case=case).latest("version")
    name = last.name or Who(last.who).label
    raise CaseMoved(case=str(case), name=name, state=State(case.state).label)


def row_for(held: Held, doer: Doer, verb: Verb) -> Row:
    """The move, if there is one from here and it is this one's to make."""
    case = held.case
    kind, state, back = Kind(case.kind), State(case.state), case.return_signed_at is not None
    row = row_of(kind, state, verb, goods_back=back)
    if row is None:
        others = possible(kind, state, (Who.BUYER, Who.STAFF), goods_back=back)
        words = list(dict.fromkeys(str(one.verb.label) for one in others))
        raise MoveImpossible(
            case=str(case), state=state.label, verb=verb.label, possible=listed(words) or "—"
        )
    whose(row, doer)
    return row


def whose(row: Row, doer: Doer) -> Who:
    """Whose deed it is: staff may do a buyer's for them."""
    if doer.who is Who.STAFF and not allows(doer.role, "cases.handle"):
        raise NotAllowed()
    if doer.who in row.who:
        return doer.who
    if doer.who is Who.STAFF and Who.BUYER in row.who:
        return Who.BUYER
    raise NotYours(verb=row.verb.label)


def make_move(
    *,
    held: Held,
    doer: Doer,
    verb: Verb,
    at: datetime,
    told: Told = NOTHING,
    met: frozenset[Need] = frozenset(),
    data: Mapping[str, Any] | None = None,
    timer_from: datetime | None = None,
) -> Row:
    """Move the held case, with its event, timers, money, follow-ups and audit entry; the row that
    was made. The case may stand further on: what follows by itself is done with it (`go_on`).

    What the caller changed on ``held.case`` is stored with it. ``met`` are the needs that the
    caller has checked.
    """
    assert transaction.get_connection().in_atomic_block
    case = held.case
    row = row_for(held, doer, verb)
    who = whose(row, doer)
    _needs(row, case, told, for_buyer=who is not doer.who)
    minded = words_for_buyer(shop_id=case.shop_id, verb=verb, told=told)
    data = {**(data or {}), **minded}
    if unchecked := (set(row.needs) & NOT_OURS_TO_CHECK) - met:
        raise RuntimeError(f"{verb} was not checked for {unchecked}")
    before = case.state
    case.state, case.version = row.after, case.version + 1
    if verb is not Verb.ADD:  # more words of the buyer change nothing of what the shop owes
        case.owes_proof = row.after is State.PLATFORM and verb is not Verb.PROVE
    if row.clock is Clock.STOP and verb is not Verb.OVERDUE:
        case.due_at = None  # the timer that starts, if any, says it anew
    if row.after in TERMINAL:
        case.is_open, case.closed_at = False, max(at, case.opened_at)
    case.save()
    data = {**(data or {}), **turn_clock(held=held, clock=row.clock, at=at)}
    note_event(held=held, row=row, doer=doer, who=who, before=before, at=at, told=told, data=data)
    if row.starts is not None:
        start_timer(held=held, timer=row.starts, at=timer_from or at)
    if row.after is State.REFUNDING and before != State.REFUNDING:
        owe_refund(held=held, doer=doer, at=at)
    tell_hearers(held=held, before=before, doer=doer)
    asked = Approval.objects.filter(shop_id=case.shop_id, case=case, state=ApprovalState.WAITING)
    if row.verb in QUESTION_STANDS:
        asked.update(version=case.version)
    else:
        asked.update(state=ApprovalState.LAPSED)
    tell_of_move(held=held, row=row, doer=doer, who=who, before=before, at=at)
    follow(case=case, doer=doer, outcome=str(row.verb.label), at=at)
    go_on(held=held, before=before, doer=doer)
    return row


def note_event(
    *,
    held: Held,
    row: Row,
    doer: Doer,
    who: Who,
    before: str,
    at: datetime,
    told: Told = NOTHING,
    data: Mapping[str, Any] | None = None,
) -> None:
    """The event of a move, its audit entry, and the word to the desks."""
    case = held.case
    facts = {
        **({"waybill": told.waybill} if told.waybill else {}),
        **({"reference": told.reference} if told.reference else {}),
        **(data or {}),
    }
    CaseEvent.objects.create(
        shop_id=case.shop_id,
        case=case,
        version=case.version,
        verb=row.verb,
        before=before,
        after=row.after,
        who=who,
        member_id=doer.member_id,
        name=doer.name,
        reason=told.reason,
        evidence=[one.as_json() for one in told.evidence],
        data=facts,
        at=at,
    )
    hold_evidence(case, told.evidence)
    record(
        shop_id=case.shop_id,
        actor=doer.user,
        actor_name="" if doer.user else doer.name,
        verb=f"case.{row.verb.value}",
        target=case,
        data={
            "target": str(case),
            "before": before,
            "after": row.after.value,
            "side": who.value,
            **facts,
        },
    )
    publish(case.shop_id, OrderChanged(order=case.order_id, buyer=case.buyer_id))


def _needs(row: Row, case: Case, told: Told, *, for_buyer: bool) -> None:
    if Need.EDITS in row.needs and case.edits > MOST_EDITS:
        raise EditsUsed(most=MOST_EDITS)
    has = {
        Need.REASON: bool(told.reason.strip()),
        Need.EVIDENCE: bool(told.evidence),
        Need.WAYBILL: bool(told.waybill.strip()),
        Need.REFERENCE: bool(told.reference.strip()),
        Need.OWN: case.of_shop,
    }
    wanted = [*row.needs, *((Need.EVIDENCE,) if for_buyer else ())]
    missing = [need for need in wanted if not has.get(need, True)]
    if missing:
        raise Lacking(verb=row.verb.label, needs=listed([str(need.label) for need in missing]))
