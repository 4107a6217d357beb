"""What comes back: scanned, taken in once, kept when nobody knows whose, claimed when lost."""

from datetime import timedelta

import pytest
from django.test import Client

from aftersales.actions.answering import agree
from aftersales.actions.approving import grant
from aftersales.actions.expiring import act_on_due
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.actions.undoing_arrivals import undo_arrival
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import LossAboveLimit, MoveImpossible, NeedsSenior, OwnApproval
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Approval, Case, CaseEvent, Deadline, Refund, ReturnedParcel
from aftersales.registers.actions.taking_in import (
    OnParcel,
    match_parcel,
    scan_in,
    take_back,
    take_in,
)
from aftersales.registers.errors import NotKept, RowClosed, RowMoved, TakenInAlready
from aftersales.registers.queries.scanning import scanned
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Order
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.errors import NotFound
from tests.aftersales.ordered import fresh, let_pass, opened, ordered, running
from tests.cast import Cast


def coming_back(cast: Cast, waybill: str = "YT7200431188") -> Case:
    """A return of ¥100.00 that its buyer has sent."""
    case = opened(cast, kind=Kind.RETURN, amount_fen=10_000)
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    if waybill:
        ship_back(doer=buyer_of(cast.shop.pk), case_id=case.pk, waybill=waybill)
    return fresh(case)


def owed_about(row: ReturnedParcel) -> list[FollowUp]:
    rows = FollowUp.objects.filter(source_kind="return", source_id=row.pk, state="open")
    return list(rows)


def test_it_is_found_by_whatever_is_in_hand(cast: Cast) -> None:
    thread = cast.thread()
    case = coming_back(cast)
    Order.objects.filter(pk=case.order_id).update(buyer=thread.buyer)
    Case.objects.filter(pk=case.pk).update(buyer=thread.buyer)
    thread.buyer.__class__.objects.filter(pk=thread.buyer_id).update(
        nick="云朵妈妈", platform="taobao"
    )
    order = Order.objects.get(pk=case.order_id)
    for words in (" yt 7200431188", "云朵", order.number, order.number[-4:], str(case)):
        assert [one.case for one in scanned(cast.shop.pk, words).cases] == [case], words
    assert scanned(cast.shop.pk, "ZT1").cases == []
    assert scanned(cast.other_shop.pk, "YT7200431188").cases == []
    other = ordered(cast)
    assert scanned(cast.shop.pk, other.number).orders == [other]


def test_a_waybill_that_was_typed_by_hand_is_found_by_the_scanner(cast: Cast) -> None:
    case, none = coming_back(cast, "ｙｔ-7200 4311 99"), coming_back(cast, "")
    found = scanned(cast.shop.pk, "YT7200431199")
    assert ([one.case for one in found.cases], found.sure) == ([case], case.pk)
    row = scan_in(actor=cast.mei, on_parcel=OnParcel(waybill="YT7200431199")).row
    assert (row.case_id, fresh(case).state) == (case.pk, State.WAIT_SELLER_CONFIRM)
    assert scanned(cast.shop.pk, "---").cases == [], f"{none} has no waybill yet"


def test_one_parcel_moves_its_case_once(cast: Cast) -> None:
    case = coming_back(cast)
    row = take_in(actor=cast.mei, on_parcel=OnParcel(waybill="yt7200431188"), case_id=case.pk)
    assert (fresh(case).state, row.is_open, owed_about(row)) == (
        State.WAIT_SELLER_CONFIRM,
        False,
        [],
    )
    assert running(case).timer == "confirm"
    verbs = AuditEntry.objects.filter(target_type="returnedparcel", target_id=str(row.pk))
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "return.opened",
        "return.closed",
    ]
    with pytest.raises(TakenInAlready) as said:
        take_in(actor=cast.tom, on_parcel=OnParcel(waybill="YT7200431188"))
    assert "小梅" in said.value.said()
    assert ReturnedParcel.objects.filter(shop=cast.shop).count() == 1
    assert scanned(cast.shop.pk, "YT7200431188").again == row


def test_a_parcel_taken_for_the_wrong_case_is_taken_back_by_a_supervisor(cast: Cast) -> None:
    case = coming_back(cast)
    travel = running(case)
    row = take_in(actor=cast.mei, on_parcel=OnParcel(waybill="SF1000000001"), case_id=case.pk)
    with pytest.raises(NotKept) as kept:
        take_back(actor=cast.qin, row_id=row.pk, version=2)
    assert "收错件" in kept.value.told()
    undo = {"case_id": case.pk, "verb": Verb.NOT_YET, "reason": "扫了隔壁那一件"}
    with pytest.raises(NeedsSenior):
        undo_arrival(doer=staff_of(cast.mei), **undo)
    with pytest.raises(MoveImpossible):  # its buyer had sent it
        undo_arrival(doer=staff_of(cast.qin), **{**undo, "verb": Verb.NOT_SENT})
    client = Client()
    client.force_login(cast.qin.user)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert 'data-ask="not_yet"' in page and 'data-ask="not_sent"' not in page
    undo_arrival(doer=staff_of(cast.qin), **undo)
    case = fresh(case)
    assert (case.state, case.return_waybill) == (State.IN_RETURN, "YT7200431188")
    assert case.return_signed_at is None and not Deadline.objects.filter(
        case=case, timer="confirm", state="running"
    )
    assert (running(case).timer, running(case).due_at) == ("travel", travel.due_at)
    verbs = CaseEvent.objects.filter(case=case).order_by("version").values_list("verb", flat=True)
    assert list(verbs)[-2:] == [Verb.ARRIVE, Verb.NOT_YET]  # both stay
    other = coming_back(cast, waybill="SF1000000001")
    take_in(actor=cast.mei, on_parcel=OnParcel(waybill="SF1000000001"), case_id=other.pk)
    assert fresh(other).state == State.WAIT_SELLER_CONFIRM


def test_money_for_a_parcel_that_nobody_found_is_within_a_limit(cast: Cast) -> None:
    case = coming_back(cast)
    mei = staff_of(cast.mei)
    arrive(doer=mei, case_id=case.pk)
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="货架上没有")
    with pytest.raises(LossAboveLimit) as above:  # ¥100.00; without goods an agent has ¥50.00
        inspect(doer=mei, case_id=case.pk, verb=Verb.BEAR_LOSS, reason="不等了")
    assert "¥50.00" in above.value.said() and fresh(case).state == State.RETURN_LOST
    client = Client()
    client.force_login(cast.mei.user)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert above.value.said() in page and page.count('data-dialog="approval"') == 1
    inspect(doer=staff_of(cast.qin), case_id=case.pk, verb=Verb.BEAR_LOSS, reason="不等了")
    assert fresh(case).state == State.REFUNDING


def test_such_a_loss_is_sent_for_approval_and_nobody_approves_their_own(cast: Cast) -> None:
    case, page = coming_back(cast), Client()
    mei = staff_of(cast.mei)
    arrive(doer=mei, case_id=case.pk)
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="货架上没有")
    page.force_login(cast.mei.user)
    version = fresh(case).version
    assert page.post(f"/cases/{case.pk}/ask/", {"version": version, "reason": "找了三天"})
    asked = Approval.objects.get(case=case)
    assert (asked.verb, asked.state) == (Verb.BEAR_LOSS, "waiting")
    owed = FollowUp.objects.get(source_id=case.pk, kind="case_approval", state="open")
    assert owed.for_role == "supervisor"
    with pytest.raises(OwnApproval):
        grant(doer=mei, approval_id=asked.pk)
    with pytest.raises(LossAboveLimit):  # by the smaller limit, of goods that stay away
        grant(doer=staff_of(cast.tom), approval_id=asked.pk)
    assert "已经送审，等结果" in page.get(f"/cases/{case.pk}/").content.decode()
    page.force_login(cast.qin.user)
    assert "不等了，先办" in page.get("/cases/approvals/").content.decode()
    grant(doer=staff_of(cast.qin), approval_id=asked.pk)
    event = CaseEvent.objects.filter(case=case).latest("version")
    assert (fresh(case).state, event.verb, event.reason) == (
        State.REFUNDING,
        "bear_loss",
        "找了三天",
    )
    assert Refund.objects.get(case=case).fen == case.amount_fen


def test_the_register_sends_such_a_loss_for_approval_as_the_case_does(cast: Cast) -> None:
    """Whoever may not let it go is told why and asks from the list; whoever may has the button."""
    case, page = coming_back(cast), Client()
    arrive(doer=staff_of(cast.mei), case_id=case.pk)
    inspect(doer=staff_of(cast.mei), case_id=case.pk, verb=Verb.MISS, reason="货架上没有")
    lost, look = "/cases/registers/returns/?view=lost", f"/cases/registers/returns/case/{case.pk}/"
    page.force_login(cast.qin.user)
    assert 'value="bear_loss"' in page.get(lost).content.decode()
    page.force_login(cast.mei.user)
    said = page.get(lost).content.decode()
    assert 'value="bear_loss"' not in said and 'value="ask"' in said and "¥50.00" in said
    told = {"deed": "ask", "version": fresh(case).version, "reason": " "}
    assert page.post(look, told).status_code == 400  # why?
    answer = page.post(look, {**told, "reason": "找了三天"})
    assert (answer.status_code, answer["Location"]) == (302, lost)
    asked = Approval.objects.get(case=case)
    assert (asked.verb, asked.reason, asked.asked_by) == (Verb.BEAR_LOSS, "找了三天", cast.mei)
    said = page.get(lost).content.decode()
    assert "已经送审，等结果" in said and 'value="ask"' not in said
    again = page.post(look, {**told, "version": fresh(case).version, "reason": "再问"})
    assert again.status_code == 409 and Approval.objects.filter(case=case).count() == 1


def test_what_else_one_let_go_on_the_order_counts_in_the_register_too(cast: Cast) -> None:
    case, page = coming_back(cast), Client()
    Case.objects.filter(pk=case.pk).update(amount_fen=4_000)
    arrive(doer=staff_of(cast.mei), case_id=case.pk)
    inspect(doer=staff_of(cast.mei), case_id=case.pk, verb=Verb.MISS, reason="货架上没有")
    page.force_login(cast.mei.user)
    lost = "/cases/registers/returns/?view=lost"
    assert 'value="bear_loss"' in page.get(lost).content.decode()
    order = Order.objects.get(pk=case.order_id)
    other = opened(cast, order, kind=Kind.RETURN, positions=(2,), amount_fen=1_500)
    agree(doer=staff_of(cast.mei), case_id=other.pk)
    assert "¥55.00" in page.get(lost).content.decode()


def test_what_nobody_knows_is_looked_for_until_it_is_matched(cast: Cast) -> None:
    slip = "换大一码，13812345678"
    row = take_in(actor=cast.mei, on_parcel=OnParcel(nick="豆豆", slip=slip, place="B3"))
    assert row.slip == "换大一码，138****5678" and not scanned(1, "13812345678").is_waybill
    (first,) = owed_about(row)
    # Done on the radar, it comes again: the row is still open.
    do_followup(actor=cast.mei, followup_id=first.pk, version=1, outcome="问了三位，都不是")
    (second,) = owed_about(row)
    assert second.previous_id == first.pk and second.title == first.title
    case = coming_back(cast, waybill="")
    with pytest.raises(RowMoved):
        match_parcel(actor=cast.mei, row_id=row.pk, version=9, case_id=case.pk)
    assert fresh(case).state == State.WAIT_BUYER_SHIP
    match_parcel(actor=cast.mei, row_id=row.pk, version=1, case_id=case.pk)
    assert fresh(case).state == State.WAIT_SELLER_CONFIRM and owed_about(row) == []
    with pytest.raises(RowClosed):
        match_parcel(actor=cast.mei, row_id=row.pk, version=2, case_id=case.pk)
    with pytest.raises(NotFound):
        take_in(actor=cast.oleg, on_parcel=OnParcel(nick="豆豆"), case_id=case.pk)


def test_a_case_that_is_not_so_far_keeps_its_parcel(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, amount_fen=10_000)
    row = take_in(actor=cast.mei, on_parcel=OnParcel(waybill="SF1000000001"), case_id=case.pk)
    assert row.is_open and str(case) in owed_about(row)[0].title
    agree(doer=staff_of(cast.mei), case_id=case.pk)  # the rest: test_here_already.py
    assert fresh(case).state == State.WAIT_SELLER_CONFIRM and owed_about(row) == []
    with pytest.raises(RowClosed):
        match_parcel(actor=cast.tom, row_id=row.pk, version=1, case_id=case.pk)


def test_signed_for_and_not_found_is_claimed_and_still_refunded_in_time(cast: Cast) -> None:
    case = coming_back(cast)
    mei = staff_of(cast.mei)
    arrive(doer=mei, case_id=case.pk)
    due = running(case).due_at
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="货架上没有")
    claim = FollowUp.objects.get(kind="courier_claim", source_id=case.pk)
    assert claim.money_at_risk_fen == 10_000 and "YT7200431188" in claim.title
    assert running(case).due_at == due  # the law's clock runs on
    inspect(doer=mei, case_id=case.pk, verb=Verb.FIND)
    claim.refresh_from_db()
    assert claim.state == "done" and not FollowUp.objects.filter(previous=claim).exists()
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="又不见了")
    let_pass(case)
    act_on_due()
    assert fresh(case).state == State.REFUNDING
    assert Refund.objects.get(case=case).fen == 10_000
    assert FollowUp.objects.get(kind="courier_claim", state="open").source_id == case.pk


def test_scan_enter_next_on_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.mei.user)
    case = coming_back(cast)
    page = client.get("/cases/registers/returns/?scan=YT7200431188").content.decode()
    assert f"我：{cast.mei.user.shown_name}" in page, "the frame says whose page it is"
    assert str(case) in page and "autofocus data-first" in page
    assert "到时按丢件查，退款期限开始算" in page
    answer = client.post(
        "/cases/registers/returns/take/", {"case": case.pk, "waybill": "YT7200431188"}
    )
    page = client.get(answer["Location"]).content.decode()
    assert "接着扫下一件" in page
    again = client.post("/cases/registers/returns/take/", {"waybill": "YT7200431188"})
    assert again.status_code == 409 and "没有再记一次" in again.content.decode()
    here = client.get("/cases/registers/returns/?view=here").content.decode()
    assert "验货通过，退 ¥100.00" in here
    look = f"/cases/registers/returns/case/{case.pk}/"
    version = fresh(case).version
    client.post(look, {"deed": "miss", "version": version, "reason": "没找到"})
    lost = client.get("/cases/registers/returns/?view=lost").content.decode()
    assert "到时自动退 ¥100.00" in lost and "向快递索赔" in lost
    row = take_in(actor=cast.mei, on_parcel=OnParcel(nick="豆豆"))
    index = client.get("/cases/registers/").content.decode()
    assert "退件登记" in index
    deed = f"/cases/registers/returns/{row.pk}/deed/"
    soon = (row.opened_at + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client.post(deed, {"deed": "check", "version": 1, "found": "还没人认", "next_at": soon})
    one = client.get(f"/cases/registers/returns/{row.pk}/").content.decode()
    assert "还没人认" in one
    stale = client.post(deed, {"deed": "close", "version": 1, "outcome": "扔了"})
    assert stale.status_code == 409 and "刚被别人动过" in stale.content.decode()
    client.post(deed, {"deed": "close", "version": 2, "outcome": "寄回原址"})
    assert not owed_about(row) and not ReturnedParcel.objects.get(pk=row.pk).is_open
