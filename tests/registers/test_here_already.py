"""A parcel that was here before its case waited for it is taken in by itself, once it does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from aftersales.actions.answering import agree, refuse
from aftersales.actions.appealing import appeal
from aftersales.actions.expiring import act_on_due
from aftersales.actions.negotiating import accept, offer
from aftersales.actions.returning import ship_back
from aftersales.actions.undoing_arrivals import undo_arrival
from aftersales.causes import Cause, Refusal
from aftersales.doer import buyer_of, staff_of
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Case, CaseEvent, ReturnedParcel
from aftersales.registers.actions.taking_in import OnParcel, take_in
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import fresh, let_pass, opened, ordered, running
from tests.cast import Cast
from tests.conversations.test_races import at_once

SEEN = (Evidence("words", "平台后台截图"),)
WAYBILL = "SF1000000001"


def here_before(cast: Cast, **more: Any) -> tuple[Case, ReturnedParcel]:
    """Applied for, and its parcel taken in two days ago, before anybody has answered."""
    case = opened(cast, **{"kind": Kind.RETURN, "amount_fen": 9_000, **more})
    row = take_in(actor=cast.tom, on_parcel=OnParcel(waybill=WAYBILL), case_id=case.pk)
    past = now() - timedelta(days=2)
    Case.objects.filter(pk=case.pk).update(opened_at=past - timedelta(hours=1))
    ReturnedParcel.objects.filter(pk=row.pk).update(opened_at=past)
    row.refresh_from_db()
    return fresh(case), row


def by_agreeing(cast: Cast, case: Case) -> None:
    assert agree(doer=staff_of(cast.mei), case_id=case.pk).state == State.WAIT_SELLER_CONFIRM


def by_accepting(cast: Cast, case: Case) -> None:
    offer(
        doer=staff_of(cast.lan),
        case_id=case.pk,
        kind=Kind.RETURN,
        amount_fen=8_000,
        reason="少退一点",
    )
    accept(doer=buyer_of(cast.shop.pk), case_id=case.pk)


def by_time(cast: Cast, case: Case) -> None:
    let_pass(case)
    act_on_due()


def by_the_platform(cast: Cast, case: Case) -> None:
    appeal(doer=buyer_of(cast.shop.pk), case_id=case.pk, verb=Verb.ESCALATE)
    appeal(doer=staff_of(cast.lan), case_id=case.pk, verb=Verb.RULE_BUYER, evidence=SEEN)


def after_a_refusal(cast: Cast, case: Case) -> None:
    refuse(
        doer=staff_of(cast.lan),
        case_id=case.pk,
        grounds=Refusal.NO_FAULT,
        reason="查过",
        evidence=SEEN,
    )
    agree(doer=staff_of(cast.lan), case_id=case.pk)


@pytest.mark.parametrize(
    "agreed", [by_agreeing, by_accepting, by_time, by_the_platform, after_a_refusal]
)
def test_the_case_goes_on_where_its_goods_are(
    cast: Cast, agreed: Callable[[Cast, Case], None]
) -> None:
    case, row = here_before(cast)
    agreed(cast, case)
    case = fresh(case)
    assert (case.state, case.return_waybill) == (State.WAIT_SELLER_CONFIRM, WAYBILL)
    assert case.return_signed_at == row.opened_at, "the law counts from the day it was here"
    clock = running(case)
    assert (clock.timer, clock.started_at) == ("confirm", row.opened_at)
    event = CaseEvent.objects.get(case=case, verb=Verb.ARRIVE)
    assert (event.who, event.member_id) == ("time", None), "automatic is never human"
    assert event.data["parcel"] == row.pk
    assert event.data["taken_in_by"] == cast.tom.user.shown_name
    row.refresh_from_db()
    assert not row.is_open and str(case) in row.outcome
    owed = FollowUp.objects.filter(state="open", source_kind="case", source_id=case.pk)
    assert [one.kind for one in owed] == ["case_confirm"]
    assert not FollowUp.objects.filter(state="open", source_kind="return", source_id=row.pk)


def test_an_exchange_is_looked_through_and_two_parcels_are_one_arrival(cast: Cast) -> None:
    case, first = here_before(cast, kind=Kind.EXCHANGE, amount_fen=0)
    second = take_in(actor=cast.mei, on_parcel=OnParcel(nick="豆豆"), case_id=case.pk)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    assert fresh(case).state == State.WAIT_SELLER_CONFIRM
    assert not ReturnedParcel.objects.filter(pk__in=[first.pk, second.pk], is_open=True)


def test_what_nobody_knew_is_found_by_the_waybill_that_the_buyer_gives(cast: Cast) -> None:
    row = take_in(actor=cast.tom, on_parcel=OnParcel(waybill=WAYBILL))
    case = opened(cast, kind=Kind.RETURN, amount_fen=9_000)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    assert fresh(case).state == State.WAIT_BUYER_SHIP
    ship_back(doer=buyer_of(cast.shop.pk), case_id=case.pk, waybill="sf 1000000001")
    row.refresh_from_db()
    assert fresh(case).state == State.WAIT_SELLER_CONFIRM
    assert (row.case_id, row.is_open) == (case.pk, False)


def test_what_was_taken_for_it_by_mistake_is_not_taken_in_again(cast: Cast) -> None:
    case, row = here_before(cast)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    undo_arrival(doer=staff_of(cast.qin), case_id=case.pk, verb=Verb.NOT_SENT, reason="不是这件")
    row.refresh_from_db()
    assert (fresh(case).state, row.is_mistake) == (State.WAIT_BUYER_SHIP, True)


def test_money_without_goods_leaves_the_parcel_to_a_person(cast: Cast) -> None:
    case = opened(cast, cause=Cause.QUALITY, amount_fen=3_000)
    row = take_in(actor=cast.tom, on_parcel=OnParcel(waybill=WAYBILL), case_id=case.pk)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    row.refresh_from_db()
    assert fresh(case).state == State.REFUNDING and row.is_open


def test_whoever_decides_sees_that_the_goods_are_here(cast: Cast, client: Client) -> None:
    case, row = here_before(cast)
    client.force_login(cast.mei.user)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert f"退件 {WAYBILL} " in page and f"/cases/registers/returns/{row.pk}/" in page
    assert "同意以后直接到验货" in page and "做了以后：待验货" in page
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "同意以后直接到验货" not in page and f"{cast.tom.user.shown_name} " in page
    order = ordered(cast)
    other = opened(cast, order, kind=Kind.RETURN, amount_fen=9_000)
    take_in(actor=cast.tom, on_parcel=OnParcel(nick="豆豆"), order_id=order.pk)
    page = client.get(f"/cases/{other.pk}/").content.decode()
    assert "还没对上是哪一单的" in page and "做了以后：待买家寄回" in page


def test_whoever_decides_reads_that_the_days_to_look_through_it_are_over(
    cast: Cast, client: Client
) -> None:
    """Agreed to then, the money leaves with the next sweep: nobody should learn that afterwards."""
    case, row = here_before(cast)
    long_ago = now() - timedelta(days=7, minutes=1)
    Case.objects.filter(pk=case.pk).update(opened_at=long_ago - timedelta(hours=1))
    ReturnedParcel.objects.filter(pk=row.pk).update(opened_at=long_ago)
    client.force_login(cast.mei.user)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "已经超过 7 天" in page and "同意以后直接到验货" not in page
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    act_on_due()
    assert fresh(case).state == State.REFUNDING


def test_scanned_and_agreed_at_the_same_moment(real_cast: Cast) -> None:
    for at in range(4):
        case = opened(real_cast, kind=Kind.RETURN, amount_fen=9_000)
        number = f"SF{case.pk:08d}{at}"
        results = at_once(
            lambda pk=case.pk: agree(doer=staff_of(real_cast.mei), case_id=pk),
            lambda pk=case.pk, number=number: take_in(
                actor=real_cast.tom, on_parcel=OnParcel(waybill=number), case_id=pk
            ),
        )
        assert not [one for one in results if isinstance(one, BaseException)], results
        assert fresh(case).state == State.WAIT_SELLER_CONFIRM
        assert not ReturnedParcel.objects.get(waybill=number).is_open
