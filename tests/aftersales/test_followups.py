"""What a case owes is on the radar, as long as it waits for the shop and no longer."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from aftersales.actions.answering import agree
from aftersales.actions.appealing import appeal
from aftersales.actions.approving import ask_approval, deny, grant, take_back
from aftersales.actions.expiring import act_on_due
from aftersales.actions.mending import mend_all
from aftersales.actions.moving_deadlines import move_deadline
from aftersales.actions.negotiating import decline, offer
from aftersales.actions.opening import edit_case
from aftersales.actions.paying import claim_one, settle
from aftersales.actions.refunding import pay_again, pay_outside
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.causes import Cause
from aftersales.doer import buyer_of, staff_of
from aftersales.errors import Lacking
from aftersales.gateways.answers import Answer, Said
from aftersales.machine.words import Kind, State, Verb
from aftersales.models import Case
from aftersales.queries.unfollowed import unfollowed
from helpdesk.accounts.models import AuditEntry, Role
from helpdesk.followups.actions.handing import hand_over, take_followup
from helpdesk.followups.actions.postponing import postpone_followup
from helpdesk.followups.actions.settling import do_followup, drop_followup
from helpdesk.followups.errors import KeptBySource, RoleTooLow
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp, Reminder
from helpdesk.followups.queries.one import one_of
from helpdesk.followups.queries.radar import owed_to
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import WORDS, fresh, let_pass, opened, owed, running
from tests.cast import Cast


def live(case: Case) -> dict[str, FollowUp]:
    """What ends with the case alone; the registers chase of their own."""
    rows = FollowUp.objects.filter(
        source_kind="case", source_id=case.pk, state__in=("open", "paused")
    )
    return {row.kind: row for row in rows if kind_named(row.kind).is_kept}


def the(case: Case) -> FollowUp:
    (row,) = live(case).values()
    return row


def told(row: FollowUp) -> list[int]:
    waiting = row.reminders.filter(state="waiting", of_due_at=row.due_at)
    return sorted(waiting.values_list("percent", flat=True))


def test_an_application_is_owed_by_its_deadline_and_ended_by_the_answer(cast: Cast) -> None:
    case = opened(cast, doer=staff_of(cast.mei), words="空包裹", amount_fen=9_000)
    row, deadline = the(case), running(case)
    assert (row.kind, row.title) == ("case_answer", "仅退款申请：空包裹")
    assert (row.starts_at, row.due_at) == (deadline.started_at, deadline.due_at)
    assert (row.money_at_risk_fen, row.owner, row.is_important) == (9_000, cast.mei, True)
    assert (row.order_id, row.buyer_id) == (case.order_id, case.buyer_id)
    assert "120" in row.because and deadline.source in row.because
    assert "¥90.00" in one_of(row, now()).ends
    assert told(row) == [50, 80, 95, 100]
    with override_settings(PAYMENT_SERVICE_URL="http://pay"):
        agree(doer=staff_of(cast.lan), case_id=case.pk)
    row.refresh_from_db()
    assert (row.state, row.outcome, row.changed_by) == ("done", "同意", cast.lan)
    assert live(case) == {} and told(row) == []


def test_nobody_settles_it_by_hand_but_it_can_be_handed_over(cast: Cast) -> None:
    case = opened(cast)
    row = the(case)
    assert row.owner is None and row in owed_to(cast.mei, "team")
    mark = {"actor": cast.mei, "followup_id": row.pk, "version": row.version}
    with pytest.raises(KeptBySource):
        do_followup(**mark, outcome="好了")
    with pytest.raises(KeptBySource):
        drop_followup(**mark, reason="不做")
    with pytest.raises(KeptBySource):
        postpone_followup(**mark, due_at=now() + timedelta(days=9), reason="晚点")
    take_followup(**mark)
    hand_over(actor=cast.mei, followup_id=row.pk, version=row.version + 1, member_id=cast.tom.pk)
    moved = running(case).due_at + timedelta(days=1)
    move_deadline(doer=staff_of(cast.qin), case_id=case.pk, due_at=moved, reason="春节")
    assert (the(case).owner, the(case).due_at) == (cast.tom, moved)
    assert "春节" in the(case).because
    assert told(the(case)) == [50, 80, 95, 100]
    assert not Reminder.objects.filter(followup=row, state="waiting").exclude(of_due_at=moved)


def test_it_stands_still_with_the_case_and_goes_on_where_it_stood(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    before = the(case)
    mei = staff_of(cast.mei)
    offer(doer=mei, case_id=case.pk, kind=Kind.REFUND, amount_fen=1_000, reason="少点")
    still = the(case)
    assert (still.pk, still.state, told(still)) == (before.pk, "paused", [])
    assert still not in owed_to(cast.lan, "all")
    decline(doer=buyer_of(cast.shop.pk), case_id=case.pk)
    again = the(case)
    assert (again.pk, again.state, again.due_at) == (before.pk, "open", running(case).due_at)
    assert again.due_at - again.starts_at == before.due_at - before.starts_at
    assert told(again) == [50, 80, 95, 100]
    edit_case(
        doer=buyer_of(cast.shop.pk),
        case_id=case.pk,
        kind=Kind.RETURN,
        cause=Cause.WRONG,
        amount_fen=8_000,
        words="发错了",
    )
    edited = the(case)
    assert (edited.pk, edited.due_at) == (before.pk, running(case).due_at)
    assert (edited.title, edited.money_at_risk_fen) == ("退货退款申请：发错了", 8_000)


def test_a_lost_return_is_owed_until_the_legal_day_acts(cast: Cast) -> None:
    case = opened(cast, kind=Kind.RETURN, cause=Cause.DISLIKE, amount_fen=9_000)
    mei = staff_of(cast.mei)
    agree(doer=mei, case_id=case.pk)
    ship_back(doer=buyer_of(cast.shop.pk), case_id=case.pk, waybill="YT1")
    assert live(case) == {}  # the buyer's and the courier's turn
    arrive(doer=mei, case_id=case.pk)
    assert the(case).kind == "case_confirm"
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="仓库没看到")
    assert (the(case).kind, the(case).due_at) == ("case_lost", running(case).due_at)
    lost = the(case)
    let_pass(case)
    act_on_due()
    lost.refresh_from_db()
    assert (lost.state, lost.outcome, lost.changed_by) == ("done", "到时自动办", None)
    assert the(case).kind == "case_pay"  # no payment service here: by hand


def test_at_the_platform_the_shop_owes_its_evidence_and_then_a_look(cast: Cast) -> None:
    case = opened(cast, doer=staff_of(cast.mei), words="开线了", amount_fen=9_000)
    mark = {"doer": staff_of(cast.mei), "case_id": case.pk}
    appeal(**mark, verb=Verb.ESCALATE, evidence=WORDS)
    row = the(case)
    assert (row.kind, row.title) == ("case_platform", "把凭证交给平台：仅退款，开线了")
    assert row.due_at - row.starts_at == timedelta(hours=48) and row.owner == cast.mei
    assert "48" in row.because and row.money_at_risk_fen == 9_000
    assert "多半判给买家" in one_of(row, now()).ends and told(row) == [50, 80, 95, 100]
    assert list(unfollowed(cast.shop.pk)) == []
    with pytest.raises(Lacking):
        appeal(**mark, verb=Verb.PROVE)
    appeal(**mark, verb=Verb.PROVE, evidence=WORDS)
    again = the(case)
    assert (again.pk, again.title) == (row.pk, "看平台判了没有：仅退款，开线了")
    assert again.due_at - again.starts_at == timedelta(days=3)
    assert fresh(case).state == State.PLATFORM and list(unfollowed(cast.shop.pk)) == []
    FollowUp.objects.filter(pk=row.pk).update(state="done", outcome="x", ended_at=now())
    assert [one.lacks for one in unfollowed(cast.shop.pk)] == [("make case_platform",)]
    assert len(mend_all()) == 1 and the(case).kind == "case_platform"
    appeal(**mark, verb=Verb.RULE_SELLER, evidence=WORDS)
    assert live(case) == {}


def test_what_nobody_answered_stays_overdue_until_somebody_does(cast: Cast) -> None:
    case = opened(cast, kind=Kind.PRICE, amount_fen=5_000)  # nothing is agreed to by itself
    row = the(case)
    deadline = let_pass(case)
    mend_all()  # only the row was moved: the check sees it
    act_on_due()
    row.refresh_from_db()
    deadline.refresh_from_db()
    assert (fresh(case).version, row.state, row.due_at) == (2, "open", deadline.due_at)
    assert list(unfollowed(cast.shop.pk)) == []


def test_an_approval_is_for_who_may_decide_and_did_not_ask(cast: Cast) -> None:
    case = opened(cast, amount_fen=9_000)
    asked = ask_approval(doer=staff_of(cast.mei), case_id=case.pk, reason="老客户")
    row = live(case)["case_approval"]
    assert (row.for_role, row.due_at) == (Role.SUPERVISOR, asked.asked_at + timedelta(hours=2))
    assert "老客户" in row.because and "¥90.00" in row.title
    assert row not in owed_to(cast.mei, "team") and row in owed_to(cast.mei, "all")
    assert row in owed_to(cast.qin, "team") and row in owed_to(cast.lan, "team")
    with pytest.raises(RoleTooLow):
        take_followup(actor=cast.mei, followup_id=row.pk, version=row.version)
    with pytest.raises(RoleTooLow):
        hand_over(actor=cast.qin, followup_id=row.pk, version=row.version, member_id=cast.tom.pk)
    soon = now() + timedelta(minutes=40)
    move_deadline(doer=staff_of(cast.qin), case_id=case.pk, due_at=soon, reason="买家急")
    assert live(case)["case_approval"].due_at == soon  # never after the case's own end
    deny(doer=staff_of(cast.qin), approval_id=asked.pk, reason="先要照片")
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("done", "没批：先要照片")
    again = ask_approval(doer=staff_of(cast.mei), case_id=case.pk, reason="有照片了")
    take_back(doer=staff_of(cast.mei), approval_id=again.pk)
    assert set(live(case)) == {"case_answer"}
    last = ask_approval(doer=staff_of(cast.mei), case_id=case.pk, reason="还是要批")
    grant(doer=staff_of(cast.qin), approval_id=last.pk)
    assert set(live(case)) == {"case_pay"}


def test_money_that_did_not_go_is_owed_by_who_let_it_go(cast: Cast) -> None:
    with override_settings(PAYMENT_SERVICE_URL="http://pay"):
        case = owed(cast, cast.mei)
        assert live(case) == {}
        claimed = claim_one()
        assert claimed is not None
        settle(claimed=claimed, answer=Answer(Said.REFUSED, 0, "", "account closed"))
        row = the(case)
        assert (row.kind, row.owner, row.money_at_risk_fen) == ("case_pay_failed", cast.mei, 3_000)
        assert "account closed" in row.because
        pay_again(doer=staff_of(cast.lan), case_id=case.pk, reason="换了账户")
        assert live(case) == {}
    assert [one.lacks for one in unfollowed(cast.shop.pk)] == [("make case_pay",)]
    assert len(mend_all()) == 1 and mend_all() == []
    pay_outside(doer=staff_of(cast.lan), case_id=case.pk, reference="PDD-7")
    assert live(case) == {} and fresh(case).state == State.DONE


def test_a_move_that_fails_leaves_no_follow_up_behind(cast: Cast) -> None:
    before = FollowUp.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        opened(cast)
        assert FollowUp.objects.count() == before + 1
        raise ZeroDivisionError
    assert FollowUp.objects.count() == before


def test_the_check_finds_and_mends_what_was_lost_and_says_so(cast: Cast) -> None:
    case, kept = opened(cast), opened(cast)
    Reminder.objects.filter(followup=the(case)).delete()
    FollowUp.objects.filter(pk=the(case).pk).delete()
    (found,) = unfollowed(cast.shop.pk)
    assert (found.case_id, found.lacks) == (case.pk, ("make case_answer",))
    assert [one.case_id for one in mend_all()] == [case.pk]
    assert the(case).due_at == running(case).due_at and list(unfollowed()) == []
    entry = AuditEntry.objects.get(verb="case.followups_mended")
    assert (entry.target_id, entry.data["reason"]) == (str(case.pk), "make case_answer")
    FollowUp.objects.filter(pk=the(kept).pk).update(source_id=kept.pk + 1_000)
    assert [one.lacks for one in unfollowed(cast.shop.pk)] == [("make case_answer",)]


def test_the_radar_shows_where_to_go_and_not_what_cannot_be_done(cast: Cast, client) -> None:  # type: ignore[no-untyped-def]
    case = opened(cast, words="空包裹")
    client.force_login(cast.mei.user)
    page = client.get(reverse("todo-one", args=[the(case).pk])).content.decode()
    assert "仅退款申请：空包裹" in page and reverse("case", args=[case.pk]) in page
    card = client.get(reverse("todo-card", args=[the(case).pk])).content.decode()
    assert 'data-ask="done"' not in card and 'data-ask="hand"' in card
