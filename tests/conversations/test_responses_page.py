"""The page of response figures: whose one may see, what a figure opens, a page at a time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conversations.models import Conversation, Turn
from conversations.views.responses import SHOWN
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from tests.budgets import questions
from tests.cast import Cast, agent, send


def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.fixture
def answered(cast: Cast) -> Conversation:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在的")
    Turn.objects.update(asked_at=now() - timedelta(seconds=8), ended_at=now())
    return thread


def page(member: Membership, asked: str = "") -> str:
    answer = browser(member).get(f"/responses/{asked}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_agent_reads_their_own_and_opens_the_chat(cast: Cast, answered: Conversation) -> None:
    html = page(cast.mei)
    assert "8 秒" in html
    assert f"/desk/{answered.pk}/" in html
    assert cast.tom.public_name not in html
    assert f"/desk/{answered.pk}/" not in page(cast.tom)


def test_an_agent_may_not_read_a_colleagues(cast: Cast, answered: Conversation) -> None:
    for who in (cast.mei.pk, cast.oleg.pk, "x", 10**17):
        refused = browser(cast.tom).get(f"/responses/?who={who}")
        assert refused.status_code == 403
        assert "8 秒" not in refused.content.decode()


def test_who_leads_reads_everybodys_and_nobody_elses(cast: Cast, answered: Conversation) -> None:
    for asked in ("", f"?who={cast.mei.pk}"):
        assert f"/desk/{answered.pk}/" in page(cast.qin, asked)
    assert f"/desk/{answered.pk}/" not in page(cast.qin, f"?who={cast.tom.pk}")
    assert browser(cast.qin).get(f"/responses/?who={cast.oleg.pk}").status_code == 404
    assert f"/desk/{answered.pk}/" not in page(cast.oleg)


def test_a_figure_opens_what_it_is_made_of(cast: Cast, answered: Conversation) -> None:
    slow = cast.thread("人呢")
    send(agent(cast.mei), slow, "来了")
    late = Turn.objects.get(conversation=slow)
    late.asked_at, late.ended_at = now() - timedelta(seconds=1000), now()
    late.save()
    Conversation.objects.filter(pk=slow.pk).update(is_own=True)
    left_out = page(cast.qin, "?count=own_account")
    assert f"/desk/{slow.pk}/" in left_out
    assert f"/desk/{answered.pk}/" not in left_out
    counted = page(cast.qin, "?count=first")
    assert f"/desk/{slow.pk}/" not in counted
    assert f"/desk/{answered.pk}/" in counted


@pytest.mark.parametrize("asked", ["?days=9", "?count=x'--", "?before=yesterday", "?before=~"])
def test_what_makes_no_sense_shows_today(cast: Cast, answered: Conversation, asked: str) -> None:
    assert f"/desk/{answered.pk}/" in page(cast.mei, asked)


def test_many_turns_come_a_page_at_a_time_in_few_statements(
    cast: Cast, answered: Conversation
) -> None:
    many = SHOWN + 10
    begin = now() - timedelta(seconds=many)
    Turn.objects.bulk_create(
        Turn(
            shop=cast.shop,
            conversation=answered,
            session_number=1,
            asked_at=begin + timedelta(microseconds=number),
            ended_at=begin + timedelta(seconds=1, microseconds=number),
            answer_seq=2,
            member=cast.mei,
        )
        for number in range(many)
    )
    mei = browser(cast.mei)
    with CaptureQueriesContext(connection) as statements:
        html = mei.get("/responses/?days=7").content.decode()
    assert html.count("responses__who") == SHOWN
    assert len(statements) <= questions("responses"), [one["sql"][:90] for one in statements]
    older = html.split('responses__older" href="')[1].split('"')[0].split("#")[0]
    rest = page(cast.mei, older.replace("&amp;", "&"))
    assert rest.count("responses__who") == many + 1 - SHOWN


def test_my_line_for_the_desk(cast: Cast, answered: Conversation) -> None:
    html = browser(cast.mei).get("/responses/mine/").content.decode()
    assert "8 秒" in html
    nothing = browser(cast.tom).get("/responses/mine/").content.decode()
    assert "—" in nothing
