"""Deadlines: by which rule they run, what stops them, and that their end acts once."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from aftersales.access import Held
from aftersales.actions import expiring
from aftersales.actions.answering import agree, refuse
from aftersales.actions.expiring import act_on_due
from aftersales.actions.moving_deadlines import move_deadline
from aftersales.actions.negotiating import offer
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.causes import Cause, Refusal
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import DeadlineWrong
from aftersales.expiry_words import ends_words
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import CaseEvent, Deadline, Refund
from aftersales.policy_rules import HOLIDAYS_PAUSE, UNANSWERED
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Policy
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotAllowed
from tests.aftersales.ordered import WORDS, fresh, let_pass, opened, ordered, running
from tests.cast import Cast
from tests.conversations.test_races import at_once

SHIPPED = "aftersales.answer_shipped_hours"


def test_the_platforms_number_then_the_shops_own_and_neither_moves_what_runs(cast: Cast) -> None:
    order = ordered(cast, platform="pinduoduo")
    first = running(opened(cast, order))
    assert (first.value, first.policy_id, first.skipped_days) == (36, None, [])
    assert "php.xylcwl.com" in first.source
    assert running(opened(cast, ordered(cast, shipped=False, platform="jd"))).value == 24
    policy = set_policy(
        actor=cast.lan.user, shop_id=cast.shop.pk, name=SHIPPED, value=20, source="店里定的"
    )
    first.refresh_from_db()
    assert (first.value, first.due_at) == (36, first.started_at + timedelta(hours=36))
    second = running(opened(cast, order, positions=(2,)))
    assert (second.value, second.policy_id, second.source) == (20, policy.pk, "店里定的")
    assert second.effective_from == policy.effective_from


def test_holidays_stop_what_the_shop_says_and_never_what_the_law_says(cast: Cast) -> None:
    days = [(timezone.localdate() + timedelta(days=day)).isoformat() for day in range(1, 4)]
    for name, value in (
        ("shop.holidays", [{"date": day, "name": "春节", "times": []} for day in days]),
        (HOLIDAYS_PAUSE, True),
    ):
        Policy.objects.create(
            shop=cast.shop, name=name, value=value, effective_from=now(), set_at=now()
        )
    case = opened(cast, kind=Kind.RETURN, amount_fen=5_000)
    paused = running(case)
    assert paused.skipped_days == days
    assert paused.due_at == paused.started_at + timedelta(hours=120 + 72)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    arrive(doer=staff_of(cast.mei), case_id=case.pk)
    legal = running(case)
    assert (legal.skipped_days, legal.due_at - legal.started_at) == ([], timedelta(days=7))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Kind.REFUND, State.REFUNDING),
        (Kind.RETURN, State.WAIT_BUYER_SHIP),
        (Kind.PRICE, State.APPLIED),
    ],
)
def test_unanswered_acts_by_kind(cast: Cast, kind: Kind, state: State) -> None:
    case = opened(cast, kind=kind, amount_fen=5_000)
    over = let_pass(case)
    assert act_on_due() == 1 and act_on_due() == 0
    over.refresh_from_db()
    assert (fresh(case).state, over.state) == (state, "acted")
    event = CaseEvent.objects.filter(case=case).latest("version")
    assert (event.who, event.data["timer"]) == ("time", "answer")


def test_a_shop_may_say_that_nothing_is_agreed_by_itself(cast: Cast) -> None:
    set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=UNANSWERED, value="wait", source="x")
    case = opened(cast)
    let_pass(case)
    act_on_due()
    assert (fresh(case).state, fresh(case).version) == (State.APPLIED, 2)
    assert not Refund.objects.filter(case=case).exists()
    agree(doer=staff_of(cast.mei), case_id=case.pk)  # late, but not too late


def test_what_the_platform_paid_by_itself_is_not_paid_again(cast: Cast) -> None:
    case = opened(cast, amount_fen=10_000)
    Order.objects.filter(pk=case.order_id).update(refunded_fen=15_600)
    let_pass(case)
    act_on_due()
    event = CaseEvent.objects.filter(case=case).latest("version")
    assert (fresh(case).state, event.verb) == (State.APPLIED, "overdue")
    assert "¥0.00" in event.data["problem"]
    assert not Refund.objects.filter(case=case).exists()


def test_goods_that_left_after_the_refund_was_asked_for_hold_the_money(cast: Cast) -> None:
    order = ordered(cast, shipped=False)
    case = opened(cast, order, cause=Cause.DISLIKE)
    back = opened(cast, order, kind=Kind.RETURN, positions=(2,))
    assert ends_words(case, running(case)) == "自动同意，退 ¥30.00"
    Order.objects.filter(pk=order.pk).update(shipped_at=now())
    case = fresh(case)
    assert ends_words(case, running(case)) == "不自动办，标成超时"
    let_pass(case)
    let_pass(back)
    act_on_due()
    event = CaseEvent.objects.filter(case=case).latest("version")
    assert (fresh(case).state, event.verb) == (State.APPLIED, "overdue")
    assert "已经发出" in event.data["problem"]
    assert not Refund.objects.filter(case=case).exists()
    assert fresh(back).state == State.WAIT_BUYER_SHIP  # whose goods come back first
    refuse(
        doer=staff_of(cast.mei),
        case_id=case.pk,
        grounds=Refusal.ALREADY_SENT,
        reason="货已经发出，签收后可以退回",
        evidence=WORDS,
    )
    assert fresh(case).state == State.REFUSED


def test_a_return_that_is_lost_is_refunded_in_legal_time(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, cause=Cause.DISLIKE, amount_fen=9_000)
    mei = staff_of(cast.mei)
    agree(doer=mei, case_id=case.pk)
    ship_back(doer=buyer_of(cast.shop.pk), case_id=case.pk, waybill="YT1")
    arrive(doer=mei, case_id=case.pk)
    confirm = running(case)
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="仓库没看到")
    assert running(case).pk == confirm.pk
    let_pass(case)
    act_on_due()
    assert (fresh(case).state, Refund.objects.get(case=case).fen) == (State.REFUNDING, 9_000)


def test_an_offer_nobody_answers_gives_the_rest_of_the_time_back(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    answer = running(case)
    offer(
        doer=staff_of(cast.mei), case_id=case.pk, kind=Kind.REFUND, amount_fen=1_000, reason="少点"
    )
    let_pass(case)
    act_on_due()
    assert (fresh(case).state, running(case).pk) == (State.APPLIED, answer.pk)


def test_a_person_moves_a_deadline_with_a_reason_within_the_law(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=5_000)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    arrive(doer=staff_of(cast.mei), case_id=case.pk)
    old = running(case)
    qin = staff_of(cast.qin)
    with pytest.raises(NotAllowed):
        move_deadline(doer=staff_of(cast.mei), case_id=case.pk, due_at=old.due_at, reason="春节")
    for wrong in (old.due_at + timedelta(minutes=1), now() - timedelta(minutes=1)):
        with pytest.raises(DeadlineWrong):
            move_deadline(doer=qin, case_id=case.pk, due_at=wrong, reason="春节")
    sooner = old.due_at - timedelta(days=2)
    moved = move_deadline(doer=qin, case_id=case.pk, due_at=sooner, reason="买家急")
    assert (running(case).pk, moved.source, moved.due_at) == (moved.pk, "买家急", sooner)
    old.refresh_from_db()
    assert old.state == "moved"


def test_one_that_fails_holds_up_nobody_and_is_tried_again(cast: Cast) -> None:
    bad, good = opened(cast), opened(cast)
    let_pass(bad), let_pass(good)
    act = expiring._act

    def sometimes(held: object, deadline: Deadline, moment: object) -> None:
        if deadline.case_id == bad.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        act(held, deadline, moment)  # type: ignore[arg-type]

    with patch.object(expiring, "_act", sometimes):
        assert act_on_due() == 1
    assert (fresh(bad).state, fresh(good).state) == (State.APPLIED, State.REFUNDING)
    assert act_on_due() == 1
    assert fresh(bad).state == State.REFUNDING


def test_more_than_one_sweep_takes_that_always_fail_hold_up_nobody(cast: Cast) -> None:
    """They are due before the rest, and stay due before it."""
    bad, good = [opened(cast) for _ in range(4)], opened(cast)
    for case in bad:
        let_pass(case)
        Deadline.objects.filter(case=case).update(due_at=now() - timedelta(hours=1))
    let_pass(good)
    act = expiring._act

    def never(held: Held, deadline: Deadline, moment: datetime) -> None:
        if deadline.case_id in {case.pk for case in bad}:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        act(held, deadline, moment)

    with patch.object(expiring, "_act", never):
        assert [act_on_due(most=3), act_on_due(most=3)] == [0, 1]
        assert fresh(good).state == State.REFUNDING
        failed = Deadline.objects.filter(case__in=bad).order_by("failed_at")
        longest_ago = failed[0].case_id
        act_on_due(most=1)
        assert failed.last().case_id == longest_ago, "each of them has its turn"
    assert act_on_due(most=3) == 3 and act_on_due() == 1
    assert {fresh(case).state for case in bad} == {State.REFUNDING}
    assert not Deadline.objects.filter(case__in=bad, state="running").exists()


def test_ten_sweeps_at_once_act_once_each(real_cast: Cast) -> None:
    cases = [opened(real_cast) for _ in range(6)]
    for case in cases:
        let_pass(case)
    at_once(*[act_on_due] * 10)
    for case in cases:
        assert (fresh(case).state, fresh(case).version) == (State.REFUNDING, 2)
        assert Refund.objects.filter(case=case).count() == 1
