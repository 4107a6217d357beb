"""What is to be sent again: by a case or by hand, chased until it is sent, checked before."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from aftersales.actions.answering import agree
from aftersales.actions.appealing import appeal
from aftersales.actions.refunding import pay_instead
from aftersales.causes import Cause
from aftersales.doer import buyer_of, staff_of
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Case, Reship
from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.closing import close_entry, give_entry
from aftersales.registers.actions.reshipping import open_reship, send_reship
from aftersales.registers.errors import EntryWrong, KeptByCase
from aftersales.registers.queries.checks import Counts, counts_of
from aftersales.registers.queries.lines import history_of
from aftersales.registers.queries.listing import Wanted, register_page
from aftersales.registers.reships import RESHIPS
from helpdesk.commerce.errors import OrderNotFound
from helpdesk.followups.models import FollowUp
from helpdesk.kernel import clock
from tests.aftersales.ordered import fresh, opened, ordered, running
from tests.cast import Cast


def short(cast: Cast) -> Case:
    case = opened(cast, kind=Kind.RESHIP, cause=Cause.SHORT, amount_fen=0, positions=(2,))
    return agree(doer=staff_of(cast.mei), case_id=case.pk)


def chases(row: Reship) -> list[FollowUp]:
    rows = FollowUp.objects.filter(source_kind="reship", source_id=row.pk, state="open")
    return list(rows)


def owed_of(case: Case) -> FollowUp:
    return FollowUp.objects.get(order_id=case.order_id, state="open")


def assert_owed_once(cast: Cast, row: Reship) -> None:
    """One follow-up, the case's: on the radar, and under the row of the register."""
    assert row.case is not None
    (owed,) = FollowUp.objects.filter(order_id=row.order_id, state="open")
    assert (owed.kind, owed.source_id, owed.due_at) == (
        "case_send",
        row.case_id,
        running(row.case).due_at,
    )
    (line,) = register_page(cast.mei, RESHIPS, Wanted(), fields=()).lines
    assert line.row == row and line.check is not None and line.check.row == owed


def test_what_a_case_owes_is_chased_given_and_ended_with_it(cast: Cast) -> None:
    case = short(cast)
    row = Reship.objects.get(case=case)
    note: dict[str, Any] = {"actor": cast.tom, "register": RESHIPS, "row_id": row.pk}
    note_check(**note, version=1, found="仓库说下午发")
    # What was found is the log; nothing else is owed by it.
    assert_owed_once(cast, row)
    assert [one.outcome for one in history_of(RESHIPS, row)] == ["仓库说下午发"]
    with pytest.raises(EntryWrong):
        note_check(**note, version=2, found="x", next_at=clock.now() + timedelta(hours=1))
    give_entry(**note, version=2, member_id=cast.mei.pk)
    assert owed_of(case).owner == cast.mei
    with pytest.raises(KeptByCase):
        close_entry(**note, version=3, outcome="不补了")
    # By hand it is the register's own, and both stand in one list, the sooner first.
    mine = open_reship(actor=cast.mei, order_id=ordered(cast).pk, what="袜子 ×1")
    page = register_page(cast.mei, RESHIPS, Wanted(view="mine"), fields=("what",))
    assert [line.row.pk for line in page.lines] == [mine.pk, row.pk]
    assert counts_of(RESHIPS, cast.shop.pk) == Counts(open=2, late=0)
    FollowUp.objects.filter(source_kind="case").update(
        state="dropped", outcome="x", ended_at=clock.now()
    )
    page = register_page(cast.mei, RESHIPS, Wanted(view="late"), fields=("what",))
    assert [(line.row.pk, line.check) for line in page.lines] == [(row.pk, None)]
    assert counts_of(RESHIPS, cast.shop.pk).late == 1


def test_a_case_puts_it_down_and_sending_moves_the_case(cast: Cast) -> None:
    case = short(cast)
    row = Reship.objects.get(case=case)
    assert row.promised_at == running(case).due_at and "棉袜 白 ×2" in row.what
    assert_owed_once(cast, row)
    with pytest.raises(EntryWrong):
        send_reship(actor=cast.tom, row_id=row.pk, version=1, waybill="SF1", checked=False)
    row = send_reship(actor=cast.tom, row_id=row.pk, version=1, waybill="sf 100", checked=True)
    case = fresh(case)
    assert (case.state, case.sent_waybill) == (State.WAIT_BUYER_CONFIRM, "SF100")
    assert (row.is_open, row.waybill, row.outcome, row.closed_by) == (
        False,
        "SF100",
        "寄出 SF100",
        cast.tom,
    )
    assert chases(row) == []


def test_it_is_over_when_the_case_goes_another_way(cast: Cast) -> None:
    first, second = short(cast), short(cast)
    pay_instead(doer=staff_of(cast.mei), case_id=first.pk, amount_fen=1_000, reason="没货了")
    appeal(doer=buyer_of(cast.shop.pk), case_id=second.pk, verb=Verb.WITHDRAW)
    rows = [Reship.objects.get(case=case) for case in (first, second)]
    assert [row.is_open for row in rows] == [False, False]
    assert "退款中" in rows[0].outcome and "买家已撤销" in rows[1].outcome
    assert not FollowUp.objects.filter(source_kind="reship", state="open").exists()


def test_by_hand_from_the_order_to_the_waybill(cast: Cast) -> None:
    order = ordered(cast)
    with pytest.raises(OrderNotFound):
        open_reship(actor=cast.oleg, order_id=order.pk, what="袜子")
    mei = Client()
    mei.force_login(cast.mei.user)
    address = "/cases/registers/reships/"
    assert order.tail in mei.get(f"{address}?order={order.pk}").content.decode()
    form = {"order": order.pk, "what": "袜子 ×1", "promised_at": "2020-01-01T10:00"}
    assert mei.post(f"{address}new/", form).status_code == 400
    one = mei.post(f"{address}new/", {**form, "promised_at": ""})["Location"]
    assert "袜子 ×1" in mei.get(address).content.decode()
    sent = {"deed": "send", "version": 1, "waybill": "YT9"}
    assert mei.post(one + "deed/", sent).status_code == 400
    mei.post(one + "deed/", {**sent, "checked": "yes"})
    row = Reship.objects.get(order=order)
    assert row.outcome == "寄出 YT9" and "寄出 YT9" in mei.get(one).content.decode()
