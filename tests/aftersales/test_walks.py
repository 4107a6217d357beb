"""Random walks over the whole machine, and two people at one case at the same moment."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction

from aftersales import access
from aftersales.access import Held, case_of
from aftersales.actions import answering, refunding
from aftersales.actions.adding import add_evidence
from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import APPEALS, appeal
from aftersales.actions.expiring import act_on_due
from aftersales.actions.finding_out import found_paid, found_unpaid
from aftersales.actions.fulfilling import confirm, issue, send
from aftersales.actions.negotiating import accept, decline, offer
from aftersales.actions.opening import edit_case
from aftersales.actions.paying import claim_one, settle
from aftersales.actions.refunding import pay_again, pay_instead, pay_outside
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.actions.undoing_arrivals import UNDOES, undo_arrival
from aftersales.causes import Cause, Refusal
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import CaseMoved, MoveImpossible
from aftersales.evidence import Evidence
from aftersales.gateways.answers import Answer, Said
from aftersales.machine.table import possible
from aftersales.machine.words import TERMINAL, Kind, State, Verb
from aftersales.models import Case, CaseEvent, Deadline, Refund
from aftersales.models.refund import Channel
from aftersales.queries.purse import purse_of
from helpdesk.commerce.access import order_of
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError
from tests.aftersales.ordered import fresh, let_pass, opened, ordered
from tests.cast import Cast
from tests.conversations.test_races import at_once

WAITS_FOR_US = {
    State.APPLIED: ("case_answer", "answer"),
    State.NEGOTIATING: ("case_answer", "answer"),
    State.PLATFORM: ("case_platform", ""),  # until its evidence is in: timer "prove"
    State.WAIT_SELLER_CONFIRM: ("case_confirm", "confirm"),
    State.RETURN_LOST: ("case_lost", "confirm"),
    State.WAIT_SELLER_RESHIP: ("case_send", "reship"),
    State.WAIT_SELLER_ISSUE: ("case_issue", "issue"),
    State.REFUNDING: ("case_pay", ""),  # no payment service is connected here
    State.REFUND_FAILED: ("case_pay_failed", ""),
}

PHOTO = (Evidence("words", "袖口开线三厘米"),)


def deeds(cast: Cast, case: Case, dice: random.Random) -> dict[Verb, Callable[[], Any]]:
    """Each verb as somebody would do it, with sums that are often wrong."""
    owner, buyer = staff_of(cast.lan), buyer_of(cast.shop.pk)
    fen = dice.choice([0, 1, 999, 2_500, 5_000, 10_000, 15_601])
    kind = dice.choice(list(Kind))
    by_buyer = {"doer": buyer, "case_id": case.pk}
    by_owner = {"doer": owner, "case_id": case.pk}

    def let_it_pass() -> None:
        if Deadline.objects.filter(case=case, state="running").exists():
            let_pass(case)
            act_on_due()

    def money(said: Said) -> None:
        claimed = claim_one()
        if claimed is not None:
            settle(claimed=claimed, answer=Answer(said, claimed.order.fen, "S1", "no"))

    def given_and_cut(said: Callable[..., Any], **more: Any) -> None:
        claim_one()
        Refund.objects.filter(case=case).update(tried_at=None)
        said(**by_owner, **more, evidence=PHOTO)

    looks = {
        verb: lambda verb=verb: inspect(**by_owner, verb=verb, reason="看过")
        for verb in (Verb.PASS, Verb.MISS, Verb.FIND, Verb.BEAR_LOSS)
    }
    appeals = {
        verb: lambda verb=verb: appeal(**by_owner, verb=verb, reason="因为", evidence=PHOTO)
        for verb in APPEALS
    }
    undone = {
        verb: lambda verb=verb: undo_arrival(**by_owner, verb=verb, reason="扫错了")
        for verb in UNDOES
    }
    return {
        Verb.EDIT: lambda: edit_case(
            **by_buyer, kind=kind, cause=dice.choice(list(Cause)), amount_fen=fen
        ),
        Verb.ADD: lambda: add_evidence(**by_buyer, evidence=PHOTO),
        Verb.AGREE: lambda: agree(**by_owner),
        Verb.REFUSE: lambda: refuse(
            **by_owner, grounds=dice.choice(list(Refusal)), reason="因为", evidence=PHOTO
        ),
        Verb.OFFER: lambda: offer(**by_owner, kind=kind, amount_fen=fen, reason="换个办法"),
        Verb.ACCEPT: lambda: accept(**by_buyer),
        Verb.DECLINE: lambda: decline(**by_buyer),
        Verb.SHIP_BACK: lambda: ship_back(**by_buyer, waybill="YT1"),
        Verb.ARRIVE: lambda: arrive(**by_owner),
        Verb.SEND: lambda: send(**by_owner, waybill="YT2"),
        Verb.CONFIRM: lambda: confirm(**by_buyer),
        Verb.ISSUE: lambda: issue(**by_owner, reference="1"),
        Verb.PAID: lambda: money(Said.PAID),
        Verb.PAY_REFUSED: lambda: money(Said.REFUSED),
        Verb.PAY_AGAIN: lambda: pay_again(**by_owner, reason="再来"),
        Verb.PAY_INSTEAD: lambda: pay_instead(**by_owner, amount_fen=fen, reason="没货"),
        Verb.PAY_OUTSIDE: lambda: pay_outside(**by_owner, reference="7"),
        Verb.FOUND_PAID: lambda: given_and_cut(
            found_paid, channel=dice.choice(list(Channel)), paid_at=now(), reference="8"
        ),
        Verb.FOUND_UNPAID: lambda: given_and_cut(found_unpaid, reason="渠道那边没有"),
        Verb.EXPIRE: let_it_pass,
        Verb.OVERDUE: let_it_pass,
        **looks,
        **undone,
        **appeals,
    }


def holds(case: Case) -> None:
    """What is true after every step, allowed or refused."""
    case.refresh_from_db()
    events = list(CaseEvent.objects.filter(case=case).order_by("version"))
    assert [event.version for event in events] == list(range(1, case.version + 1))
    assert [event.before for event in events][1:] == [event.after for event in events][:-1]
    assert events[-1].after == case.state
    assert case.is_open is (State(case.state) not in TERMINAL)
    assert case.edits <= 5
    live = Deadline.objects.filter(case=case, state__in=("running", "paused"))
    assert live.filter(state="running").count() <= 1
    if not case.is_open or case.state == State.REFUNDING:
        assert not live.exists()
    refunds = Refund.objects.filter(case=case)
    assert refunds.exclude(state="refused").count() <= 1
    if case.state == State.REFUNDING:
        assert refunds.filter(state__in=("owed", "sent"), fen=case.amount_fen).count() == 1
    waiting = FollowUp.objects.filter(
        source_kind="case", source_id=case.pk, state__in=("open", "paused")
    )
    owed = {row.kind: row for row in waiting.exclude(kind="case_approval")}
    assert len(owed) == waiting.exclude(kind="case_approval").count()
    kind, timer = WAITS_FOR_US.get(State(case.state), (None, ""))
    assert set(owed) == ({kind} if kind else set()), (case.state, owed)
    if timer:
        newest = Deadline.objects.filter(case=case, timer=timer).latest("started_at", "pk")
        stands = case.state == State.NEGOTIATING
        assert owed[kind].state == ("paused" if stands else "open")
        assert stands or owed[kind].due_at == newest.due_at
    if case.owes_proof:
        proof = Deadline.objects.filter(case=case, timer="prove").latest("started_at", "pk")
        assert owed["case_platform"].due_at == proof.due_at == case.due_at
    order = order_of(case.shop_id, case.order_id)
    purse = purse_of(order)
    assert purse.refunded_fen + purse.promised_fen <= order.paid_fen


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_invariants_hold(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    for kind in Kind:
        order = ordered(cast, shipped=dice.random() < 0.7)
        whole = kind in (Kind.GOODWILL, Kind.INVOICE)
        pays = kind in (Kind.REFUND, Kind.RETURN, Kind.PRICE, Kind.GOODWILL)
        case = opened(
            cast,
            order,
            kind=kind,
            cause=dice.choice(list(Cause)),
            positions=() if whole else (1,),
            amount_fen=2_500 if pays else 0,
        )
        opened(cast, order, positions=(2,), amount_fen=1_000)
        for _ in range(9):
            back = case.return_signed_at is not None
            rows = possible(Kind(case.kind), State(case.state), goods_back=back)
            if not rows:
                break
            choice = deeds(cast, case, dice)
            likely = dice.random() < 0.85
            verb = dice.choice(rows).verb if likely else dice.choice(list(choice))
            try:
                with transaction.atomic():
                    choice[verb]()
            except HelpdeskError as problem:
                assert problem.said() and problem.status < 500
        holds(case)


@contextmanager
def lock_off() -> Iterator[None]:
    """Fetch without the lock, and let both read before either writes."""
    import threading

    gate = threading.Barrier(2)

    def unlocked(shop_id: int, case_id: int) -> Held:
        case = case_of(shop_id, case_id)
        gate.wait(10)
        return Held(order_of(shop_id, case.order_id), case)

    with (
        patch.object(answering, "held_case", unlocked),
        patch.object(refunding, "held_case", unlocked),
    ):
        yield


def decided_twice(cast: Cast, case: Case) -> list[Any]:
    return at_once(
        lambda: agree(doer=staff_of(cast.lan), case_id=case.pk),
        lambda: refuse(
            doer=staff_of(cast.qin),
            case_id=case.pk,
            grounds=Refusal.NO_FAULT,
            reason="查过",
            evidence=PHOTO,
        ),
    )


def test_two_decide_one_case_and_one_hears_that_it_moved(real_cast: Cast) -> None:
    for _ in range(3):
        case = opened(real_cast)
        results = decided_twice(real_cast, case)
        won = [one for one in results if isinstance(one, Case)]
        lost = [one for one in results if isinstance(one, MoveImpossible | CaseMoved)]
        # A refusal may be agreed to afterwards; a yes is never refused afterwards.
        assert len(won) == 2 or (len(won), len(lost)) == (1, 1), results
        assert fresh(case).state in (State.REFUNDING, State.REFUSED)
        assert fresh(case).version == 1 + len(won)


def test_without_the_lock_that_race_ends_at_the_databases_rules(real_cast: Cast) -> None:
    case = opened(real_cast)
    with lock_off():
        results = decided_twice(real_cast, case)
    assert not any(isinstance(one, MoveImpossible | CaseMoved) for one in results)
    assert CaseEvent.objects.filter(case=case).count() == 2  # one event a version: one was refused


def test_two_open_one_line_at_once_and_two_take_the_last_of_the_money(real_cast: Cast) -> None:
    order = ordered(real_cast)
    results = at_once(*[lambda: opened(real_cast, order)] * 3)
    assert sum(isinstance(one, Case) for one in results) == 1, results
    order = ordered(real_cast, refunded_fen=10_000)
    results = at_once(
        lambda: opened(real_cast, order, positions=(1,), amount_fen=5_000),
        lambda: opened(real_cast, order, positions=(2,), amount_fen=4_000),
    )
    assert sum(isinstance(one, Case) for one in results) == 1, results


def test_the_door_locks_the_order_before_the_case(cast: Cast) -> None:
    case = opened(cast)
    seen: list[str] = []
    locked, order = access.locked, access.locked_order
    with (
        patch.object(access, "locked", lambda rows: seen.append("case") or locked(rows)),
        patch.object(access, "locked_order", lambda *key: seen.append("order") or order(*key)),
    ):
        agree(doer=staff_of(cast.lan), case_id=case.pk)
    assert seen == ["order", "case"]
