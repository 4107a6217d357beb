"""Cases from the application to the end, and what is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest

from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import appeal
from aftersales.actions.approving import ask_approval, deny, grant, take_back
from aftersales.actions.expiring import act_on_due
from aftersales.actions.fulfilling import confirm, issue, send
from aftersales.actions.negotiating import accept, decline, offer
from aftersales.actions.opening import edit_case, open_case
from aftersales.actions.refunding import pay_instead
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.causes import Cause, Payer, Refusal
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import (
    AmountWrong,
    ApprovalGone,
    CaseMoved,
    CaseNotFound,
    CaseOpenAlready,
    EditsUsed,
    Lacking,
    LawForbids,
    LineNotFound,
    MoveImpossible,
    NeedsApproval,
    NotYours,
    OwnApproval,
)
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Approval, Case, CaseEvent, Deadline, Refund
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.errors import OrderNotFound
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import WORDS, fresh, let_pass, opened, ordered, owed, running
from tests.cast import Cast

PHOTO = (Evidence("words", "袖口开线三厘米"),)


def test_a_return_goes_its_whole_way_on_record(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=10_000, words="袖口开线", evidence=PHOTO)
    mei, buyer = staff_of(cast.mei), buyer_of(cast.shop.pk, "贝贝")
    assert (case.freight_payer, case.freight_rule) == (Payer.SELLER, "fault")
    assert running(case).timer == "answer"
    agree(doer=mei, case_id=case.pk, version=1)
    ship_back(doer=buyer, case_id=case.pk, waybill="YT123")
    signed = now()
    arrive(doer=mei, case_id=case.pk, signed_at=signed)
    confirming = running(case)
    assert (confirming.timer, confirming.due_at) == ("confirm", signed + timedelta(days=7))
    inspect(doer=mei, case_id=case.pk, verb=Verb.PASS)
    case = fresh(case)
    assert (case.state, case.return_waybill, case.version) == (State.REFUNDING, "YT123", 5)
    assert Refund.objects.get(case=case).fen == 10_000
    events = list(CaseEvent.objects.filter(case=case).order_by("version"))
    assert [event.verb for event in events] == ["open", "agree", "ship_back", "arrive", "pass"]
    assert events[0].evidence == [{"kind": "words", "text": "袖口开线三厘米"}]
    assert (events[2].who, events[2].name, events[2].data["waybill"]) == ("buyer", "贝贝", "YT123")
    assert AuditEntry.objects.filter(verb="case.agree", actor=cast.mei.user).count() == 1
    assert not Deadline.objects.filter(case=case, state="running").exists()


def test_exchange_reship_and_invoice_end_without_money(cast: Cast) -> None:
    mei, buyer = staff_of(cast.mei), buyer_of(cast.shop.pk)
    order = ordered(cast)
    exchange = opened(cast, order, kind=Kind.EXCHANGE, amount_fen=0)
    agree(doer=mei, case_id=exchange.pk)
    arrive(doer=mei, case_id=exchange.pk, waybill="ZT9")  # came back without a word
    inspect(doer=mei, case_id=exchange.pk, verb=Verb.PASS)
    send(doer=mei, case_id=exchange.pk, waybill="YT7")
    assert confirm(doer=buyer, case_id=exchange.pk).state == State.DONE
    invoice = opened(cast, order, kind=Kind.INVOICE, positions=(), amount_fen=0)
    agree(doer=mei, case_id=invoice.pk)
    assert issue(doer=mei, case_id=invoice.pk, reference="2544-01").state == State.DONE
    reship = opened(cast, order, kind=Kind.RESHIP, cause=Cause.SHORT, amount_fen=0)
    agree(doer=mei, case_id=reship.pk)
    paid = pay_instead(doer=mei, case_id=reship.pk, amount_fen=4_000, reason="没货了")
    assert (paid.state, Refund.objects.get(case=paid).fen) == (State.REFUNDING, 4_000)


def test_one_open_case_a_line_and_none_on_what_is_not_there(cast: Cast) -> None:
    order = ordered(cast)
    first = opened(cast, order)
    with pytest.raises(CaseOpenAlready, match=str(first)):
        opened(cast, order, positions=(1, 2))
    opened(cast, order, positions=(2,))
    for positions in ((9,), ()):
        with pytest.raises(LineNotFound):
            opened(cast, order, positions=positions)
    with pytest.raises(OrderNotFound):
        open_case(
            doer=staff_of(cast.oleg),
            order_id=order.pk,
            kind=Kind.REFUND,
            cause=Cause.OTHER,
            positions=(1,),
            amount_fen=1,
        )
    with pytest.raises(CaseNotFound):
        agree(doer=staff_of(cast.oleg), case_id=first.pk)
    appeal(doer=buyer_of(cast.shop.pk), case_id=first.pk, verb=Verb.WITHDRAW)
    assert opened(cast, order).pk != first.pk


@pytest.mark.parametrize("amount", [0, -1, 10_001, 15_601, 0.5, True])
def test_amounts_that_cannot_be(cast: Cast, amount: Any) -> None:
    with pytest.raises(AmountWrong, match="case_amount_wrong"):
        opened(cast, amount_fen=amount)
    assert not Case.objects.filter(shop=cast.shop).exists()


def test_what_others_ask_for_and_what_the_platform_gave_is_not_there_twice(cast: Cast) -> None:
    order = ordered(cast, refunded_fen=6_000)
    opened(cast, order, positions=(1,), amount_fen=9_000)
    with pytest.raises(AmountWrong) as refused:
        opened(cast, order, positions=(2,), amount_fen=601)
    assert "¥6.00" in refused.value.advised()
    opened(cast, order, positions=(2,), amount_fen=600)


def test_the_freight_goes_back_with_the_last_line_of_what_never_left(cast: Cast) -> None:
    order = ordered(cast, shipped=False)
    with pytest.raises(AmountWrong):
        opened(cast, order, positions=(1,), amount_fen=10_001)
    opened(cast, order, positions=(1,), amount_fen=10_000)
    last = opened(cast, order, positions=(2,), amount_fen=5_600)
    assert last.freight_rule == "unshipped"


def test_five_edits_and_no_more_and_sums_that_only_fall(cast: Cast) -> None:
    buyer = buyer_of(cast.shop.pk)

    def edited(fen: int, kind: Kind = Kind.RETURN) -> Case:
        return edit_case(
            doer=buyer, case_id=case.pk, kind=kind, cause=Cause.DISLIKE, amount_fen=fen
        )

    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000)
    for fen in (8_000, 7_000, 6_000):
        assert edited(fen).amount_fen == fen
    with pytest.raises(AmountWrong):
        edited(6_001)
    assert edited(6_500, Kind.REFUND).kind == Kind.REFUND
    with pytest.raises(AmountWrong):
        edited(6_400, Kind.REFUND)
    edited(6_000, Kind.RETURN)
    with pytest.raises(EditsUsed):
        edited(5_000)
    assert (fresh(case).edits, fresh(case).version, fresh(case).freight_payer) == (5, 6, "buyer")


def test_a_refusal_needs_grounds_that_the_law_knows(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, cause=Cause.DISLIKE, amount_fen=9_000)
    mei = staff_of(cast.mei)

    def refused(grounds: Refusal, reason: str = "吊牌剪了", evidence: Any = PHOTO) -> Case:
        return refuse(doer=mei, case_id=case.pk, grounds=grounds, reason=reason, evidence=evidence)

    with pytest.raises(LawForbids) as problem:
        refused(Refusal.OPENED)
    assert "第二十五条" in problem.value.said() and "定作" in problem.value.advised()
    for reason, evidence in (("", PHOTO), ("定作的", ())):
        with pytest.raises(Lacking):
            refused(Refusal.EXCLUDED, reason, evidence)
    assert fresh(case).version == 1
    assert refused(Refusal.EXCLUDED).state == State.REFUSED
    assert running(case).timer == "refusal"
    appeal(doer=buyer_of(cast.shop.pk), case_id=case.pk, verb=Verb.ESCALATE)
    ruled = appeal(doer=mei, case_id=case.pk, verb=Verb.RULE_BUYER, evidence=PHOTO)
    assert ruled.state == State.WAIT_BUYER_SHIP


def test_an_offer_stops_the_shops_clock_and_gains_nothing(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    mei, buyer = staff_of(cast.mei), buyer_of(cast.shop.pk)
    answer = running(case)
    offer(doer=mei, case_id=case.pk, kind=Kind.REFUND, amount_fen=3_000, reason="自己缝")
    assert running(case).timer == "offer"
    answer.refresh_from_db()
    assert answer.state == "paused" and answer.left_seconds is not None
    decline(doer=buyer, case_id=case.pk)
    again = running(case)
    assert again.pk == answer.pk and abs(again.due_at - answer.due_at) < timedelta(seconds=5)
    offer(doer=mei, case_id=case.pk, kind=Kind.REFUND, amount_fen=4_000, reason="再加点")
    done = accept(doer=buyer, case_id=case.pk)
    assert (done.state, done.amount_fen) == (State.REFUNDING, 4_000)
    assert not Deadline.objects.filter(case=case, state__in=("running", "paused")).exists()


def test_a_move_that_is_not_there_says_what_is_and_whose_turn_it_is(cast: Cast) -> None:
    case = opened(cast)
    mei, buyer = staff_of(cast.mei), buyer_of(cast.shop.pk)
    with pytest.raises(MoveImpossible) as problem:
        send(doer=mei, case_id=case.pk, waybill="YT1")
    assert "待商家答复" in problem.value.said() and "同意" in problem.value.advised()
    with pytest.raises(NotYours):
        agree(doer=buyer, case_id=case.pk)
    with pytest.raises(CaseMoved):
        agree(doer=mei, case_id=case.pk, version=7)
    with pytest.raises(Lacking):  # a colleague for the buyer: only with the buyer's words
        appeal(doer=mei, case_id=case.pk, verb=Verb.WITHDRAW)
    with pytest.raises(Lacking):  # the buyer's own application is not the shop's to close
        appeal(doer=mei, case_id=case.pk, verb=Verb.CLOSE, reason="算了")
    withdrawn = appeal(doer=mei, case_id=case.pk, verb=Verb.WITHDRAW, evidence=WORDS)
    event = CaseEvent.objects.get(case=case, verb="withdraw")
    assert (withdrawn.state, event.who, event.member_id) == ("cancelled", "buyer", cast.mei.pk)
    with pytest.raises(MoveImpossible):
        agree(doer=mei, case_id=case.pk)


def test_above_ones_limit_somebody_else_says_yes(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)  # the goods stay: ¥50 for agents, ¥150 for supervisors
    mei, tom, qin = staff_of(cast.mei), staff_of(cast.tom), staff_of(cast.qin)
    with pytest.raises(NeedsApproval) as problem:
        agree(doer=mei, case_id=case.pk)
    assert "¥50.00" in problem.value.said() and "主管" in problem.value.said()
    asked = ask_approval(doer=mei, case_id=case.pk, reason="质量清楚，买家坚持")
    with pytest.raises(MoveImpossible):
        ask_approval(doer=tom, case_id=case.pk, reason="也送一次")
    with pytest.raises(OwnApproval):
        grant(doer=mei, approval_id=asked.pk)
    with pytest.raises(NeedsApproval):
        grant(doer=tom, approval_id=asked.pk)
    assert grant(doer=qin, approval_id=asked.pk).state == State.REFUNDING
    assert Approval.objects.get(pk=asked.pk).state == "granted"
    assert CaseEvent.objects.get(case=case, verb="agree").member_id == cast.qin.pk
    with pytest.raises(ApprovalGone):
        deny(doer=qin, approval_id=asked.pk, reason="晚了")


def test_a_question_lapses_when_the_case_moves_on(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_900)
    mei, qin = staff_of(cast.mei), staff_of(cast.qin)
    first = ask_approval(doer=mei, case_id=case.pk, reason="看看")
    take_back(doer=mei, approval_id=first.pk)
    second = ask_approval(doer=mei, case_id=case.pk, reason="还是看看")
    deny(doer=qin, approval_id=second.pk, reason="先协商")
    third = ask_approval(doer=mei, case_id=case.pk, reason="协商过了")
    edit_case(
        doer=buyer_of(cast.shop.pk),
        case_id=case.pk,
        kind=Kind.RETURN,
        cause=Cause.QUALITY,
        amount_fen=5_000,
    )
    with pytest.raises(ApprovalGone):
        grant(doer=qin, approval_id=third.pk)


def test_a_question_outlives_the_time_to_answer(cast: Cast) -> None:
    """Nothing acts by itself at the end of it: the supervisor's answer is the only one to come."""
    mei, qin = staff_of(cast.mei), staff_of(cast.qin)
    case = opened(cast, kind=Kind.PRICE, cause=Cause.PRICE_DROPPED, amount_fen=9_000)
    asked = ask_approval(doer=mei, case_id=case.pk, reason="降价了，差九十")
    let_pass(case)
    act_on_due()
    assert CaseEvent.objects.filter(case=case, verb="overdue").exists()
    kinds = FollowUp.objects.filter(source_kind="case", source_id=case.pk, state="open")
    assert "case_approval" in kinds.values_list("kind", flat=True)
    assert grant(doer=qin, approval_id=asked.pk).state == State.REFUNDING


def test_nobody_splits_a_sum_over_the_cases_of_an_order(cast: Cast) -> None:
    order = ordered(cast)
    owed(cast, cast.mei, order=order, positions=(1,), amount_fen=3_000)
    second = opened(cast, order, positions=(2,), amount_fen=2_001)
    with pytest.raises(NeedsApproval) as problem:
        agree(doer=staff_of(cast.mei), case_id=second.pk)
    assert "¥50.01" in problem.value.said()
    assert agree(doer=staff_of(cast.tom), case_id=second.pk).state == State.REFUNDING
