"""A case as its buyer reads it on their page: everything that is theirs, nothing of the desk."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aftersales.acting_alone import acts_alone
from aftersales.buyer_words import CAUSES, DID, HEADS, PAID, PAYERS, WAITS, then
from aftersales.causes import Cause, Payer, Refusal
from aftersales.freight import LAW_24, LAW_25, RULES
from aftersales.machine.table import BACK, possible
from aftersales.machine.words import SAID_TO_BUYER, Kind, State, Timer, Verb, Who
from aftersales.models import Case, CaseEvent, CaseFile, Deadline
from aftersales.models.case import MOST_EDITS
from aftersales.models.deadline import LIVE, DeadlineState
from aftersales.policy_rules import RETURN_ADDRESS
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.time_left import time_left
from helpdesk.commerce.models import Order
from helpdesk.commerce.waybills import courier_of_waybill
from helpdesk.kernel import clock
from helpdesk.kernel.money import yuan

Words = str | Promise
REMINDED = ((0.95, 4), (0.8, 3), (0.5, 2))
"""How much of a time is used up, and how the bar looks then."""


NUMBER = re.compile(r"(?=(?:[A-Za-z-]*[0-9]){6})[0-9A-Za-z-]{6,64}")
"""Of an invoice or a payment: what staff wrote around it is their own note."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Until when something waits for whom, how much of it is over, and what happens then."""

    what: Words
    left: str
    due_at: datetime
    used: int
    step: int
    is_late: bool
    then: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    whose: str
    did: Words
    at: datetime
    more: Sequence[str]
    files: Sequence[CaseFile]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A waybill, and whose it is where the number tells."""

    waybill: str
    courier: str


@dataclass(frozen=True, slots=True)
class BuyerPage:
    """All of it."""

    case: Case
    tail: str
    kind: Words
    title: Words
    means: Words
    lines: Sequence[str]
    amount: str
    cause: Words
    waiting: Waiting | None
    offer: str
    shop_said: str
    payer: Words
    freight_why: Words
    freight_source: Words
    send_to: str
    back: Parcel | None
    sent: Parcel | None
    steps: Sequence[Step]
    deeds: frozenset[str]
    edits_left: int


def buyer_page(case: Case, order: Order) -> BuyerPage:
    """Four queries: its lines, what runs, what happened, its files; a fifth for the address."""
    kind, state = Kind(case.kind), State(case.state)
    back = case.return_signed_at is not None
    events = list(CaseEvent.objects.filter(shop_id=case.shop_id, case=case).order_by("version"))
    title, means = _head(state, events)
    deeds = {row.verb.value for row in possible(kind, state, (Who.BUYER,), goods_back=back)}
    edits_left = MOST_EDITS - case.edits
    return BuyerPage(
        case=case,
        tail=order.tail,
        kind=kind.label,
        title=title,
        means=means,
        lines=[f"{line} ×{line.quantity}" for line in case.lines.order_by("position")],
        amount=yuan(case.amount_fen) if case.amount_fen else "",
        cause=CAUSES[Cause(case.cause)],
        waiting=_waiting(case) if case.is_open else None,
        offer=_offer(case),
        shop_said=_shop_said(state, events),
        **_freight(case, kind),
        send_to=value_of(case.shop_id, RETURN_ADDRESS) if Verb.SHIP_BACK.value in deeds else "",
        back=_parcel(case.return_waybill),
        sent=_parcel(case.sent_waybill),
        steps=_steps(case, events),
        deeds=frozenset(deeds - ({Verb.EDIT.value} if edits_left < 1 else set())),
        edits_left=edits_left,
    )


PAID_BY = (Verb.PAID, Verb.PAY_OUTSIDE, Verb.FOUND_PAID)


def _head(state: State, events: Sequence[CaseEvent]) -> tuple[Words, Words]:
    paid = state is State.DONE and any(one.verb in PAID_BY for one in events)
    return PAID if paid else HEADS[state]


def _waiting(case: Case) -> Waiting | None:
    live = Deadline.objects.filter(shop_id=case.shop_id, case=case, state__in=LIVE)
    running = live.filter(state=DeadlineState.RUNNING, timer__in=WAITS).first()
    if running is None:
        return None
    left, whole = running.due_at - clock.now(), running.due_at - running.started_at
    used = 1 - left / whole if whole > timedelta(0) else 1.0
    back, acts = case.return_signed_at is not None, acts_alone(case, running)
    return Waiting(
        what=WAITS[Timer(running.timer)],
        left=time_left(left),
        due_at=running.due_at,
        used=min(100, max(0, round(used * 100))),
        step=next((step for share, step in REMINDED if used >= share), 1),
        is_late=left <= timedelta(0),
        then=then(Kind(case.kind), State(case.state), acts=acts, goods_back=back),
    )


def _offer(case: Case) -> str:
    if not case.offer_kind:
        return ""
    amount = yuan(case.offer_fen) if case.offer_fen else ""
    return f"{Kind(case.offer_kind).label} {amount}".strip()


def _shop_said(state: State, events: Sequence[CaseEvent]) -> str:
    """Why it refused or what it proposes, while that is what the buyer decides about."""
    wanted = {State.REFUSED: Verb.REFUSE, State.NEGOTIATING: Verb.OFFER}.get(state)
    return next((_words(one) for one in reversed(events) if one.verb == wanted), "")


def _freight(case: Case, kind: Kind) -> Mapping[str, Words]:
    rule = RULES[case.freight_rule]
    if kind not in BACK and case.freight_payer != Payer.NOBODY:
        return {"payer": "", "freight_why": "", "freight_source": ""}
    law = rule.source if rule.source in (LAW_24, LAW_25) else ""
    return {
        "payer": PAYERS[Payer(case.freight_payer)],
        "freight_why": rule.why,
        "freight_source": law,
    }


def _parcel(waybill: str) -> Parcel | None:
    return Parcel(waybill, courier_of_waybill(waybill)) if waybill else None


def _steps(case: Case, events: Sequence[CaseEvent]) -> list[Step]:
    """The newest first."""
    files = {one.key: one for one in CaseFile.objects.filter(shop_id=case.shop_id, case=case)}
    steps = []
    for event in reversed(events):
        if event.verb not in DID:
            continue
        told = event.evidence if event.who == Who.BUYER and event.member_id is None else []
        words = [one["text"] for one in told if one["kind"] == "words"]
        keys = [one["text"] for one in told if one["kind"] == "file"]
        steps.append(
            Step(
                whose=event.who,
                did=DID[Verb(event.verb)],
                at=event.at,
                more=[one for one in (_facts(event), _words(event), *words) if one],
                files=[files[key] for key in keys if key in files],
            )
        )
    return steps


def _facts(event: CaseEvent) -> str:
    """What a step was about: kind and sum of an application or a proposal, a number."""
    data = event.data
    parts = []
    if event.verb in (Verb.OPEN, Verb.EDIT, Verb.OFFER, Verb.ACCEPT):
        parts.append(str(Kind(data["kind"]).label))
    fen = data.get("amount_fen")
    parts += [yuan(fen)] if fen else []
    if data.get("waybill"):
        parts.append(pgettext("buyer's case", "运单 %(waybill)s") % {"waybill": data["waybill"]})
    number = NUMBER.search(str(data.get("reference", "")))
    if number:
        parts.append(_("号码 %(reference)s") % {"reference": number[0]})
    return " ".join(parts)


def _words(event: CaseEvent) -> str:
    if event.verb in SAID_TO_BUYER:
        grounds = event.data.get("grounds")
        said = str(Refusal(grounds).label) if grounds else ""
        return " · ".join(part for part in (said, event.reason) if part)
    own = event.who == Who.BUYER and (event.member_id is None or event.verb in ("open", "edit"))
    return event.reason if own else ""
