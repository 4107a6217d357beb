"""The radar's pages: what they show to whom, in how many queries; what comes in by its forms."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.duties import lay_starters
from helpdesk.followups.actions.sweeping import sweep_all
from helpdesk.followups.models import FollowUp, FollowUpTemplate, Reminder
from helpdesk.followups.models.reminder import MOST_FAILURES
from helpdesk.followups.queries.board import edges, part_of
from helpdesk.followups.queries.counts import midnight
from helpdesk.followups.queries.radar import PAGE, Asked, narrowed, owed_to, radar_page
from helpdesk.followups.queries.tally import tally_of
from helpdesk.followups.starter import STARTERS
from helpdesk.followups.weighing import Quadrant
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.followups.scene import HOUR, age, owed

RADAR_QUERIES = 15


def of(member: Membership) -> Client:
    client = Client(headers={"accept": "application/json, text/html"})
    client.force_login(member.user)
    return client


def many(cast: Cast, count: int) -> None:
    now = clock.now()
    FollowUp.objects.bulk_create(
        FollowUp(
            shop=cast.shop,
            kind="noted",
            title=f"第 {number} 件",
            owner=cast.mei if number % 2 else None,
            starts_at=now,
            due_at=now + timedelta(minutes=1 + number // 3),
            money_at_risk_fen=number % 7 * 100,
            changed_at=now,
        )
        for number in range(count)
    )


def test_the_radar_costs_the_same_however_much_is_owed(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    many(cast, 120)
    client = of(cast.mei)
    for view in ("", "?view=board", "?order=money&whose=all", "?day=late&kind=noted"):
        with django_assert_max_num_queries(RADAR_QUERIES):
            assert client.get(f"/todo/now/{view}").status_code == 200


@pytest.mark.parametrize("order", ["time", "money"])
def test_pages_by_key_show_each_once(cast: Cast, order: Any) -> None:
    many(cast, 2 * PAGE + 10)
    asked, cursor, seen = Asked(whose="all", order=order), "", []
    for _ in range(3):
        page = radar_page(cast.mei, asked, cursor)
        seen += [row.pk for row in page.rows]
        cursor = page.cursor
    assert cursor == "" and len(seen) == len(set(seen)) == 2 * PAGE + 10
    rows = FollowUp.objects.in_bulk(seen)
    key = {"time": lambda row: (row.due_at, row.pk), "money": lambda row: -row.money_at_risk_fen}
    assert sorted(seen, key=lambda pk: key[order](rows[pk])) == seen
    assert radar_page(cast.mei, asked, "no cursor").rows, "a wrong cursor is the first page"


def test_mine_my_groups_and_all(cast: Cast) -> None:
    owed(cast.mei, "小梅的")
    owed(cast.tom, "汤姆的")
    owed(cast.mei, "谁都行的", owner_id=None)
    shown = {
        whose: {row.title for row in radar_page(cast.mei, Asked(whose=whose)).rows}
        for whose in ("mine", "team", "all")
    }
    assert shown["mine"] == {"小梅的"}
    assert shown["team"] == {"小梅的", "谁都行的"}
    assert shown["all"] == {"小梅的", "汤姆的", "谁都行的"}


def test_deeds_by_form(cast: Cast) -> None:
    client = of(cast.mei)
    one, two, toms = owed(cast.mei, "一"), owed(cast.mei, "二"), owed(cast.tom, "三")
    marks = [f"{row.pk}:1" for row in (one, two, toms)]
    said = client.post("/todo/deed/", {"deed": "done", "mark": marks, "words": "打了"}).json()
    assert said["done"] == 2 and "汤姆" in said["refused"][0]["message"]
    late = client.post("/todo/deed/", {"deed": "drop", "mark": marks[0], "words": "不打了"})
    assert late.status_code == 409 and "小梅" in late.json()["error"]["message"]
    made = client.post("/todo/note/", {"title": "回电话", "when": "morning"}).json()
    row = FollowUp.objects.get(pk=made["id"])
    assert row.owner_id == cast.mei.pk and f"{row.due_at:%H:%M}" == "02:00", "10:00 in Shanghai"
    taken = {"deed": "take", "mark": f"{toms.pk}:1"}
    assert client.post("/todo/deed/", taken).json()["done"] == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"deed": "done", "words": "做了"},
        {"deed": "done", "mark": "x:1", "words": "做了"},
        {"deed": "done", "mark": "1:99999999999999999999", "words": "做了"},
        {"deed": "nothing", "mark": "1:1"},
        {"deed": "postpone", "mark": "1:1", "due": "2020-13-45T99:99", "words": "忙"},
        {"deed": "hand", "mark": "1:1", "receiver": "member:x"},
        {"deed": "weigh", "mark": "1:1", "urgent": "maybe"},
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(cast: Cast, fields: Any) -> None:
    answer = of(cast.mei).post("/todo/deed/", fields)
    assert answer.status_code == 400 and answer.json()["error"]["action"]


def test_the_count_of_the_rail(cast: Cast) -> None:
    late = owed(cast.mei)
    age([late], 11)
    owed(cast.tom)
    assert of(cast.mei).get("/todo/count/").json() == {"due": 1, "late": 1}


def test_duties_are_laid_once_and_switched(cast: Cast) -> None:
    client = of(cast.lan)
    assert of(cast.mei).get("/todo/duties/").status_code == 403
    client.post("/todo/duties/starters/")
    assert lay_starters(actor=cast.lan) == 0
    assert FollowUpTemplate.objects.filter(shop=cast.shop).count() == len(STARTERS)
    row = FollowUpTemplate.objects.get(shop=cast.shop, starter="complaints")
    past = clock.now() - 50 * HOUR
    FollowUpTemplate.objects.filter(pk=row.pk).update(next_at=past, next_due_at=past)
    client.post(f"/todo/duties/{row.pk}/switch/", {"on": "0"})
    sweep_all()
    assert not FollowUp.objects.filter(template=row).exists(), "off makes nothing"
    client.post(f"/todo/duties/{row.pk}/switch/", {"on": "1"})
    row.refresh_from_db()
    assert row.next_due_at > clock.now(), "what was missed while it was off stays missed"


def test_what_was_given_up_is_shown_with_its_reason(cast: Cast) -> None:
    row = owed(cast.mei)
    failed = {"state": "failed", "failures": MOST_FAILURES, "problem": "OperationalError: no"}
    Reminder.objects.filter(followup=row, percent=50).update(**failed)
    client = of(cast.qin)
    page = client.get("/todo/duties/", headers={"accept": "text/html"}).content.decode()
    assert "OperationalError: no" in page and "再来一次" in page
    client.post("/todo/duties/retry/")
    assert not Reminder.objects.filter(shop=cast.shop, state="failed").exists()


def test_every_count_is_what_counting_one_by_one_gives(cast: Cast) -> None:
    dice, now = random.Random(7), clock.now()
    owners = [cast.mei, cast.tom, None]
    starts = now - timedelta(days=30)
    ends = [
        now + timedelta(minutes=dice.choice([-3000, -5, 0, 30, 60, 300, 1500, 5000, 20_000]))
        for _ in range(200)
    ]
    ends += [midnight(now, day) for day in (1, 2, 7, 10)]
    rows = FollowUp.objects.bulk_create(
        FollowUp(
            shop=cast.shop,
            kind=dice.choice(["noted", "duty"]),
            title="x",
            owner=dice.choice(owners),
            for_role=dice.choice(["", "supervisor"]),
            starts_at=starts,
            due_at=due,
            urgent_from=dice.choice([now - HOUR, now + HOUR, None]),
            is_important=dice.random() < 0.5,
            money_at_risk_fen=dice.randrange(900),
            changed_at=now,
        )
        for due in ends
    )
    team = [
        one for one in rows if one.owner == cast.mei or (one.owner is None and one.for_role == "")
    ]
    asked = Asked(whose="team", kind="noted")
    tally = tally_of(cast.mei, asked, now)
    mine = sum(one.owner == cast.mei for one in rows)
    assert tally.how_many() == {"mine": mine, "team": len(team), "all": len(rows)}
    kinds = Counter(one.kind for one in team)
    assert {one.kind: one.count for one in tally.kinds("team")} == kinds
    today = timezone.localdate(now)
    by_day = Counter(max(timezone.localdate(one.due_at), today) for one in team)
    assert [one.count for one in tally.days("team")] == [
        by_day[today + timedelta(days=at)] for at in range(10)
    ]
    noted = [one for one in team if one.kind == "noted"]
    found: Counter[str] = Counter()
    money: Counter[str] = Counter()
    for one in noted:
        found[part_of(one.due_at, edges(now))] += 1
        money[part_of(one.due_at, edges(now))] += one.money_at_risk_fen
    parts = tally.parts(asked)
    assert {key: (one.count, one.fen) for key, one in parts.items()} == {
        key: (found[key], money[key]) for key in parts
    }
    urgent = sum(
        one.urgent_from is not None and one.urgent_from <= now and one.is_important for one in noted
    )
    assert tally.quadrants(asked)[Quadrant.NOW] == urgent
    for day in ("late", (today + timedelta(days=1)).isoformat(), "2020-01-01"):
        one_day = Asked(whose="all", day=day)
        counted = sum(one.count for one in tally_of(cast.mei, one_day, now).parts(one_day).values())
        with patch.object(clock, "now", return_value=now):
            assert counted == narrowed(owed_to(cast.mei, "all"), one_day).count()
