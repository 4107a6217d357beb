"""Complaints: six steps on record, a revisit the next day, hard questions answered today."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.complaining import (
    answer_question,
    ask_supervisor,
    close_complaint,
    end_of_day,
    open_complaint,
    tick_step,
)
from aftersales.registers.complaints import COMPLAINTS
from aftersales.registers.errors import EntryWrong, StepsMissing
from aftersales.registers.models import Complaint, ComplaintStep
from aftersales.registers.models.complaint import Step
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.models import FollowUp
from helpdesk.kernel import clock
from helpdesk.kernel.errors import NotAllowed, NotFound
from tests.cast import Cast
from tests.conversations.test_panel import panel_of


def complained(cast: Cast) -> Complaint:
    thread = cast.thread("等了五天还没发，你们怎么做生意的")
    return open_complaint(
        actor=cast.mei, grievance="late", words="五天没发货", conversation_id=thread.pk
    )


def owed(row: Complaint, kind: str) -> FollowUp:
    return FollowUp.objects.get(source_kind="complaint", source_id=row.pk, kind=kind, state="open")


def ticked(cast: Cast, row: Complaint, *steps: Step) -> Complaint:
    for step in steps:
        row = tick_step(actor=cast.mei, row_id=row.pk, version=row.version, step=step, note="说了")
    return row


def test_six_steps_with_a_revisit_the_next_day(cast: Cast) -> None:
    row = complained(cast)
    assert owed(row, "complaint").due_at - clock.now() <= timedelta(hours=2)
    assert owed(row, "complaint").conversation == row.conversation
    row = ticked(cast, row, Step.LISTEN, Step.APOLOGISE, Step.GATHER, Step.PROPOSE)
    with pytest.raises(StepsMissing) as said:
        close_complaint(actor=cast.mei, row_id=row.pk, version=row.version, outcome="好了")
    assert "次日回访" in said.value.said() and "诚恳道歉" not in said.value.said()
    with timezone.override(cast.shop.time_zone):
        row = ticked(cast, row, Step.AGREE)
        revisit = owed(row, "complaint_revisit")
        due = timezone.localtime(revisit.due_at)
        assert (due.date() - timezone.localdate()).days == 1 and due.hour == 11
    assert not FollowUp.objects.filter(kind="complaint", state="open").exists()
    # Asked and not at peace yet: asked again, from the page or from the radar.
    note_check(
        actor=cast.mei, register=COMPLAINTS, row_id=row.pk, version=row.version, found="还没收到"
    )
    again = owed(row, "complaint_revisit")
    do_followup(actor=cast.mei, followup_id=again.pk, version=1, outcome="没接")
    assert owed(row, "complaint_revisit").previous_id == again.pk
    row.refresh_from_db()
    with pytest.raises(EntryWrong):
        tick_step(actor=cast.mei, row_id=row.pk, version=row.version, step="revisit")
    row = ticked(cast, row, Step.REVISIT, Step.REVISIT)  # twice is once
    row = close_complaint(actor=cast.mei, row_id=row.pk, version=row.version, outcome="满意了")
    assert not FollowUp.objects.filter(source_kind="complaint", state="open").exists()
    steps = ComplaintStep.objects.filter(complaint=row).order_by("done_at")
    assert [one.step for one in steps] == list(Step)
    assert {one.done_by for one in steps} == {cast.mei}


def test_a_hard_question_is_a_supervisors_today(cast: Cast) -> None:
    row = complained(cast)
    with timezone.override(cast.shop.time_zone):
        row = ask_supervisor(
            actor=cast.mei, row_id=row.pk, version=1, question="能不能按延迟发货赔"
        )
        asked = owed(row, "hard_question")
        assert asked.owner_id == cast.qin.pk
        assert asked.due_at - clock.now() <= timedelta(hours=24)
        evening = timezone.localtime().replace(hour=20, minute=0)
        assert timezone.localtime(end_of_day(evening)).strftime("%d %H:%M") == (
            evening.strftime("%d") + " 23:59"
        )
    with pytest.raises(EntryWrong):
        ask_supervisor(actor=cast.mei, row_id=row.pk, version=row.version, question="再问")
    with pytest.raises(NotAllowed):
        answer_question(actor=cast.tom, row_id=row.pk, version=row.version, answer="赔")
    row = answer_question(actor=cast.qin, row_id=row.pk, version=row.version, answer="按规则赔")
    asked.refresh_from_db()
    assert (asked.state, asked.outcome, row.answered_by) == ("done", "按规则赔", cast.qin)
    assert owed(row, "complaint")  # the complaint itself is still to be seen to


def test_strangers_and_other_shops(cast: Cast) -> None:
    row = complained(cast)
    with pytest.raises(NotFound):
        open_complaint(
            actor=cast.oleg, grievance="late", words="x", conversation_id=row.conversation
        )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        Complaint.objects.filter(pk=row.pk).update(
            conversation=cast.thread(shop=cast.other_shop).pk
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_from_a_chat_to_the_supervisor_on_the_pages(cast: Cast) -> None:
    mei, qin = Client(), Client()
    mei.force_login(cast.mei.user)
    qin.force_login(cast.qin.user)
    thread = cast.thread("我要投诉")
    assert panel_of(thread, cast.mei)
    page = mei.get(f"/cases/registers/complaints/?conversation={thread.pk}").content.decode()
    assert thread.buyer.name in page
    form = {"conversation": thread.pk, "grievance": "service", "words": ""}
    refused = mei.post("/cases/registers/complaints/new/", form)
    assert refused.status_code == 400 and thread.buyer.name in refused.content.decode()
    made = mei.post("/cases/registers/complaints/new/", {**form, "words": "客服爱理不理"})
    one = made["Location"]
    page = mei.get(one).content.decode()
    assert "还差 6 步" in page and f"/desk/{thread.pk}/" in page
    mei.post(one + "deed/", {"deed": "step", "step": "listen", "version": 1})
    mei.post(one + "deed/", {"deed": "ask", "question": "赔多少", "version": 2})
    page = mei.get(one).content.decode()
    assert "还差 5 步" in page and "等主管答" in page and 'name="answer"' not in page
    assert 'name="answer"' in qin.get(one).content.decode()
    qin.post(one + "deed/", {"deed": "answer", "answer": "送一双袜子", "version": 3})
    closing = mei.post(one + "deed/", {"deed": "close", "outcome": "好了", "version": 4})
    assert closing.status_code == 409 and "还有几步没打勾" in closing.content.decode()
    assert (
        "没结的投诉"
        in mei.get(f"/cases/registers/complaints/?conversation={thread.pk}").content.decode()
    )
    assert mei.get("/cases/registers/complaints/?view=mine").status_code == 200
    assert mei.get("/cases/registers/").content.decode().count("reg__card") >= 3
