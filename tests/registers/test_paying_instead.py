"""What cannot be sent again is paid from the register: within one's limit, or by an approval."""

from typing import Any

import pytest
from django.test import Client

from aftersales.actions.answering import agree
from aftersales.actions.approving import deny, grant
from aftersales.causes import Cause
from aftersales.doer import staff_of
from aftersales.errors import AmountWrong, MoveImpossible, OwnApproval
from aftersales.limits import rule_for_verb
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Approval, Case, CaseEvent, Refund, Reship
from aftersales.policy_rules import LIMIT_BACK, LIMIT_KEEP
from aftersales.queries.questions import inbox_of
from aftersales.registers.actions.paying_instead import ask_to_pay_reship
from aftersales.registers.actions.reshipping import open_reship
from aftersales.registers.errors import EntryWrong, RowMoved
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.commerce.models import Order
from helpdesk.followups.models import FollowUp
from helpdesk.kernel.errors import NotFound
from tests.aftersales.ordered import fresh, opened, ordered, running
from tests.api.conftest import program_of
from tests.cast import Cast


def owed_hoodie(cast: Cast, order: Order | None = None) -> Reship:
    """A hoodie of ¥100.00 that is to be sent again; an agent's limit is ¥50.00."""
    case = opened(cast, order, kind=Kind.RESHIP, cause=Cause.SHORT, amount_fen=0, positions=(1,))
    agree(doer=staff_of(cast.mei), case_id=case.pk)
    return Reship.objects.get(case=case)


def asked(cast: Cast, row: Reship, **more: Any) -> Approval:
    told = {"version": 1, "amount_fen": 8_000, "reason": "停产了", **more}
    return ask_to_pay_reship(actor=cast.mei, row_id=row.pk, **told)


def page_of(member: Membership) -> Client:
    page = Client()
    page.force_login(member.user)
    return page


def case_of(row: Reship) -> Case:
    assert row.case is not None
    return fresh(row.case)


def test_above_the_limit_the_page_refuses_with_a_reason_and_sends_for_approval(
    cast: Cast,
) -> None:
    row, mei = owed_hoodie(cast), page_of(cast.mei)
    place = f"/cases/registers/reships/{row.pk}/"
    said = mei.get(place).content.decode()
    assert 'value="pay"' in said and 'value="ask"' in said and "您自己能定到 ¥50.00" in said
    assert 'value="ask"' not in page_of(cast.lan).get(place).content.decode()
    told = {"deed": "pay", "version": 1, "amount": "80", "reason": "停产了"}
    answer = mei.post(f"{place}deed/", told)
    assert answer.status_code == 403 and "超过您的额度 ¥50.00" in answer.content.decode()
    assert 'value="80"' in answer.content.decode() and 'value="停产了"' in answer.content.decode()
    for wrong in ({"reason": " "}, {"amount": "101"}, {"amount": "x"}, {"amount": ""}):
        assert mei.post(f"{place}deed/", {**told, "deed": "ask", **wrong}).status_code == 400
    assert mei.post(f"{place}deed/", {**told, "deed": "ask", "version": 9}).status_code == 409
    assert not Approval.objects.exists()
    before = running(case_of(row)).due_at
    answer = mei.post(f"{place}deed/", {**told, "deed": "ask"})
    assert (answer.status_code, answer["Location"]) == (302, place)
    one = Approval.objects.get(case=row.case_id)
    assert (one.verb, one.fen, one.reason, one.asked_by) == (
        Verb.PAY_INSTEAD,
        8_000,
        "停产了",
        cast.mei,
    )
    entry = AuditEntry.objects.get(shop=cast.shop, verb="case.approval_asked")
    assert entry.data["reason"] == "停产了" and entry.actor == cast.mei.user
    said = mei.get(place).content.decode()
    assert "等人批 ¥80.00" in said and 'value="ask"' not in said and 'value="send"' in said
    # It is to be sent until somebody says yes, and nobody asks twice.
    assert case_of(row).state == State.WAIT_SELLER_RESHIP
    assert running(case_of(row)).due_at == before
    again = mei.post(f"{place}deed/", {**told, "deed": "ask"})
    assert again.status_code == 409 and Approval.objects.count() == 1


def test_whoever_may_pays_with_their_yes_and_the_row_is_over(cast: Cast) -> None:
    row = owed_hoodie(cast)
    one = asked(cast, row)
    owed = FollowUp.objects.get(kind="case_approval", state="open")
    assert owed.for_role == "supervisor" and "¥80.00" in owed.title
    with pytest.raises(OwnApproval):
        grant(doer=staff_of(cast.mei), approval_id=one.pk)
    [question] = inbox_of(staff_of(cast.qin))
    assert (question.kind, question.locked) == ("补发 · 改成退款", "")
    assert inbox_of(staff_of(cast.tom))[0].locked
    grant(doer=staff_of(cast.qin), approval_id=one.pk)
    case = case_of(row)
    assert (case.state, case.amount_fen) == (State.REFUNDING, 8_000)
    refund = Refund.objects.get(case=case)
    assert (refund.fen, refund.made_by) == (8_000, cast.qin)
    event = CaseEvent.objects.get(case=case, verb=Verb.PAY_INSTEAD)
    assert event.member == cast.qin and event.data["asked_by"] == cast.mei.pk
    assert event.data["amount_fen"] == 8_000
    row.refresh_from_db()
    assert not row.is_open and "退款中" in row.outcome
    assert AuditEntry.objects.filter(shop=cast.shop, verb="case.approval_granted").count() == 1


def test_a_no_leaves_it_to_be_sent(cast: Cast) -> None:
    row = owed_hoodie(cast)
    one = asked(cast, row)
    deny(doer=staff_of(cast.qin), approval_id=one.pk, reason="调货来寄")
    row.refresh_from_db()
    assert row.is_open and case_of(row).state == State.WAIT_SELLER_RESHIP
    assert not Refund.objects.filter(case=row.case_id).exists()


def test_within_the_limit_it_is_paid_at_once(cast: Cast) -> None:
    row, mei = owed_hoodie(cast), page_of(cast.mei)
    place = f"/cases/registers/reships/{row.pk}/"
    told = {"deed": "pay", "version": 1, "amount": "50", "reason": "停产了"}
    assert mei.post(f"{place}deed/", told).status_code == 302
    assert Refund.objects.get(case=row.case_id).fen == 5_000
    said = mei.get(place).content.decode()
    assert "退款中" in said and 'value="pay"' not in said


def test_what_else_one_let_go_on_the_order_counts(cast: Cast) -> None:
    order = ordered(cast)
    other = opened(cast, order, positions=(2,), amount_fen=3_000)
    agree(doer=staff_of(cast.mei), case_id=other.pk)
    row = owed_hoodie(cast, order)
    said = page_of(cast.mei).get(f"/cases/registers/reships/{row.pk}/").content.decode()
    assert "您自己能定到 ¥20.00" in said


def test_a_yes_pays_no_more_than_there_is_by_then(cast: Cast) -> None:
    row = owed_hoodie(cast)
    one = asked(cast, row)
    Order.objects.filter(pk=row.order_id).update(refunded_fen=10_000)
    with pytest.raises(AmountWrong):
        grant(doer=staff_of(cast.qin), approval_id=one.pk)
    one.refresh_from_db()
    assert one.state == "waiting" and case_of(row).state == State.WAIT_SELLER_RESHIP


def test_what_has_no_case_is_not_paid_from_here(cast: Cast) -> None:
    row = open_reship(actor=cast.mei, order_id=ordered(cast).pk, what="袜子 ×1")
    place, mei = f"/cases/registers/reships/{row.pk}/", page_of(cast.mei)
    assert 'value="pay"' not in mei.get(place).content.decode()
    with pytest.raises(EntryWrong):
        asked(cast, row)
    owed = owed_hoodie(cast)
    with pytest.raises(NotFound):
        ask_to_pay_reship(actor=cast.oleg, row_id=owed.pk, version=1, amount_fen=1, reason="x")
    with pytest.raises(RowMoved):
        asked(cast, owed, version=7)
    asked(cast, owed)
    with pytest.raises(MoveImpossible):
        asked(cast, owed)


def test_a_program_asks_with_the_sum(cast: Cast) -> None:
    row = owed_hoodie(cast)
    program = program_of(cast.mei, ["cases:read", "cases:write"], owner=cast.lan)
    place = f"/api/v1/cases/{row.case_id}/approvals/"
    assert program.post(place, {"reason": "停产了"}).status_code == 400
    assert program.post(place, {"reason": "停产了", "amount_fen": 8_000}).status_code == 200
    assert Approval.objects.get(case=row.case_id).fen == 8_000


def test_the_page_of_the_case_asks_for_it_too(cast: Cast) -> None:
    row, mei = owed_hoodie(cast), page_of(cast.mei)
    page = mei.get(f"/cases/{row.case_id}/").content.decode()
    assert 'data-ask="approval"' in page and "cp-approval-amount" in page
    told = {"version": case_of(row).version, "amount": "80", "reason": "停产了"}
    assert mei.post(f"/cases/{row.case_id}/ask/", told).status_code == 302
    page = mei.get(f"/cases/{row.case_id}/").content.decode()
    assert 'data-ask="approval"' not in page and "已经送审，等结果" in page


def test_the_limit_is_by_whether_the_goods_came_back() -> None:
    for back, rule in ((True, LIMIT_BACK), (False, LIMIT_KEEP)):
        assert rule_for_verb(Verb.PAY_INSTEAD, Kind.EXCHANGE, goods_back=back) == rule
