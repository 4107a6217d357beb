"""Duties of a shop's own: written, written anew, stopped, ended; and the checklist they bring."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from helpdesk.accounts.models import AuditEntry
from helpdesk.followups.actions.duties import end_duty, switch_duty
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.actions.sweeping import repeat_due
from helpdesk.followups.actions.ticking import tick
from helpdesk.followups.actions.writing_duties import Duty, change_duty, create_duty
from helpdesk.followups.errors import (
    ChecksLeft,
    CheckUnknown,
    DutyChanged,
    DutyEnded,
    DutyWrong,
    FollowUpEnded,
    ReceiverUnknown,
)
from helpdesk.followups.models import FollowUp, FollowUpTemplate
from helpdesk.followups.rhythm import Every, Rhythm
from helpdesk.followups.rhythm_words import next_times, rhythm_said
from helpdesk.kernel import clock
from helpdesk.kernel.errors import NotAllowed, NotFound
from tests.cast import Cast
from tests.followups.test_pages import of

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI)  # a Monday
CLOSING = Duty(
    title="打烊检查",
    every=Every.DAY,
    at=time(23),
    lead_minutes=60,
    is_important=True,
    checks=["关打印机", "锁仓库"],
)


def at(moment: datetime) -> Any:
    return patch.object(clock, "now", return_value=moment)


def made(cast: Cast) -> list[FollowUp]:
    return list(FollowUp.objects.filter(shop=cast.shop, kind="duty").order_by("due_at"))


def test_a_duty_comes_with_its_checklist_and_is_done_when_all_is_ticked(cast: Cast) -> None:
    with at(NOON):
        row = create_duty(actor=cast.qin, duty=CLOSING)
    assert row.next_due_at == NOON.replace(hour=23)
    with at(NOON.replace(hour=22)):
        repeat_due()
        (one,) = made(cast)
        assert (one.is_important, [check["words"] for check in one.checks]) == (
            True,
            ["关打印机", "锁仓库"],
        )
        done = {"actor": cast.mei, "followup_id": one.pk, "outcome": "都好"}
        tick(actor=cast.mei, followup_id=one.pk, place=1, on=True)
        tick(actor=cast.tom, followup_id=one.pk, place=1, on=True)  # the name stays Mei's
        with pytest.raises(ChecksLeft) as problem:
            do_followup(**done, version=2)
        assert "关打印机" in problem.value.said() and "锁仓库" not in problem.value.said()
        with pytest.raises(CheckUnknown):
            tick(actor=cast.mei, followup_id=one.pk, place=2, on=True)
        tick(actor=cast.tom, followup_id=one.pk, place=0, on=True)
        do_followup(**done, version=3)
        with pytest.raises(FollowUpEnded):
            tick(actor=cast.mei, followup_id=one.pk, place=0, on=False)
        with pytest.raises(NotFound):
            tick(actor=cast.oleg, followup_id=one.pk, place=0, on=True)
    one.refresh_from_db()
    assert [check["by"] for check in one.checks] == ["汤姆", "小梅"]


def test_written_anew_it_holds_from_the_next_time_and_no_day_gets_two(cast: Cast) -> None:
    with at(NOON):
        row = create_duty(actor=cast.qin, duty=CLOSING)
    with at(NOON.replace(hour=22, minute=30)):
        repeat_due()
        later = replace(CLOSING, at=time(23, 30), member_id=cast.tom.pk, checks=[])
        changed = change_duty(actor=cast.lan, template_id=row.pk, version=1, duty=later)
        assert changed.next_due_at == NOON.replace(day=3, hour=23, minute=30)
        with pytest.raises(DutyChanged):
            change_duty(actor=cast.qin, template_id=row.pk, version=1, duty=CLOSING)
    with at(NOON.replace(day=3, hour=23)):
        repeat_due()
    first, second = made(cast)
    assert (first.owner, len(first.checks)) == (None, 2)
    assert (second.owner, second.checks) == (cast.tom, [])


def test_stopped_it_can_be_resumed_and_ended_it_cannot(cast: Cast) -> None:
    with at(NOON):
        row = create_duty(actor=cast.qin, duty=CLOSING)
        switch_duty(actor=cast.qin, template_id=row.pk, on=False)
    with at(NOON + timedelta(days=2)):
        assert repeat_due() == 0
        switch_duty(actor=cast.qin, template_id=row.pk, on=True)
        end_duty(actor=cast.qin, template_id=row.pk)
        end_duty(actor=cast.qin, template_id=row.pk)
        with pytest.raises(DutyEnded):
            switch_duty(actor=cast.qin, template_id=row.pk, on=True)
        with pytest.raises(DutyEnded):
            change_duty(actor=cast.qin, template_id=row.pk, version=4, duty=CLOSING)
    with at(NOON + timedelta(days=9)):
        assert repeat_due() == 0 and made(cast) == []
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="followup.duty_")
    assert verbs.filter(verb="followup.duty_ended").count() == 1
    assert "每天 23:00" in str(verbs.get(verb="followup.duty_made").data)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"title": "  "}, DutyWrong),
        ({"day": 32}, DutyWrong),
        ({"lead_minutes": 20_161}, DutyWrong),
        ({"checks": ["x" * 61]}, DutyWrong),
        ({"checks": ["x"] * 13}, DutyWrong),
        ({"group": 999_999}, ReceiverUnknown),
    ],
)
def test_what_cannot_be_kept_is_refused(cast: Cast, wrong: Any, problem: Any) -> None:
    with pytest.raises(problem):
        create_duty(actor=cast.qin, duty=replace(CLOSING, **wrong))
    with pytest.raises(NotAllowed):
        create_duty(actor=cast.mei, duty=CLOSING)


@pytest.mark.parametrize(
    ("every", "day", "said", "times"),
    [
        ("day", 1, "每天 18:00", ["今天 18:00", "明天 18:00", "周三 18:00"]),
        ("week", 1, "每周五 18:00", ["周五 18:00", "3月13日 18:00", "3月20日 18:00"]),
        ("month", 31, "每月 31 日 18:00，那个月没有这天就在月底",
         ["3月31日 18:00", "4月30日 18:00", "5月31日 18:00"]),
        ("quarter", 10, "每季度第一个月的 10 日 18:00",
         ["4月10日 18:00", "7月10日 18:00", "10月10日 18:00"]),
    ],
)  # fmt: skip
def test_a_rhythm_in_words_with_its_next_three_times(
    every: str, day: int, said: str, times: list[str]
) -> None:
    rhythm = Rhythm(Every(every), time(18), SHANGHAI, 4, day)
    assert rhythm_said(every=every, weekday=4, day=day, at=time(18)) == said
    assert next_times(rhythm, rhythm.first_after(NOON), NOON) == times


def test_by_the_page_it_is_written_shown_changed_and_ended(cast: Cast) -> None:
    qin, sent = of(cast.qin), {
        "title": "看竞店", "because": "价格", "every": "week", "weekday": "2", "at": "10:30",
        "lead": "3", "lead_unit": "60", "whose": f"member:{cast.tom.pk}", "is_important": "on",
        "checks": "价格\n\n 主图 ",
    }  # fmt: skip
    said = qin.get("/todo/duties/preview/", {**sent, "day": ""}).content.decode()
    assert "每周三 10:30" in said and said.count("10:30") == 4
    # A box filled to its last character, as the browser counts the ends of its lines.
    full = {**sent, "title": "满", "checks": "一条" + "\r\n" * 980 + "又一条"}
    assert qin.post("/todo/duties/new/", full).status_code == 302
    FollowUpTemplate.objects.get(shop=cast.shop, title="满").delete()
    refused = qin.post("/todo/duties/new/", {**sent, "at": "25:00"})
    assert refused.status_code == 400 and "看竞店" in refused.content.decode()
    assert qin.post("/todo/duties/new/", sent).status_code == 302
    page = qin.get("/todo/duties/").content.decode()
    assert "每周三 10:30" in page and "汤姆" in page and "要勾 2 条" in page
    row = FollowUpTemplate.objects.get(shop=cast.shop)
    assert (row.kind, row.lead_minutes, row.checks) == ("duty", 180, ["价格", "主图"])
    form = qin.get(f"/todo/duties/{row.pk}/").content.decode()
    assert 'value="3"' in form and "主图" in form
    assert qin.post(f"/todo/duties/{row.pk}/", {**sent, "version": "7"}).status_code == 409
    with translation.override("zh-hans"):
        changed = {**sent, "version": "1", "at_start": "on", "whose": "anybody"}
        assert qin.post(f"/todo/duties/{row.pk}/", changed).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.owner, row.version) == ("shift_check", None, 2)
    assert of(cast.mei).get("/todo/duties/new/").status_code == 403
    assert qin.post(f"/todo/duties/{row.pk}/end/").status_code == 302
    assert "看竞店" not in qin.get("/todo/duties/").content.decode()
