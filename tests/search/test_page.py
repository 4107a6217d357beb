"""The search page: what it finds and shows, what it asks of the database, whom it lets in."""

import re
from dataclasses import replace
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conversations.actions.making_tags import make_tag
from conversations.actions.recalling import recall_message
from conversations.actions.tagging import put_tag
from conversations.models import ChatSession, Conversation, Entry, Rating
from conversations.queries import searching
from conversations.queries.searching import Way
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from tests.budgets import questions
from tests.cast import Cast, agent, send
from tests.conversations.carded import ordered
from tests.files.sent import sent_file
from tests.search.saying import talk


def asked(member: Membership, **form: Any) -> Any:
    client = Client(headers={"Accept": "application/json, text/html"})
    client.force_login(member.user)
    return client.post("/search/found/", form)


def html(member: Membership, **form: Any) -> str:
    answer = asked(member, **form)
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


def seqs(shown: str) -> list[int]:
    return [int(found) for found in re.findall(r'data-seq="(\d+)"', shown)]


def slow(way: Way) -> Way:
    """A way that Postgres has to stop."""
    return replace(way, scope=f"{way.scope} AND pg_sleep(5)::text = ''", patience_ms=30)


@pytest.fixture
def talked(cast: Cast) -> Conversation:
    """A buyer who wrote three times, answered by Mei, tagged and rated."""
    thread = cast.thread("裙子<b>开线</b>了&吊牌没剪")
    send(agent(cast.mei), thread, "给您申请全额退款，行吗")
    send(buyer_of(cast.shop.pk), thread, "行，退款快点")
    tag = make_tag(actor=agent(cast.qin), name="质量")
    put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=tag.pk)
    Rating.objects.create(
        shop=cast.shop,
        conversation=thread,
        session_number=1,
        invited_at=now(),
        expires_at=now(),
        score=5,
        rated_at=now(),
    )
    return thread


def test_hits_come_newest_first_with_what_stands_around_them(
    cast: Cast, talked: Conversation
) -> None:
    shown = html(cast.mei, words="退款")
    assert "2 条" in shown and seqs(shown) == [4, 3]
    assert "给您申请全额<mark>退款</mark>，行吗" in shown
    assert f'href="/desk/{talked.pk}/?at=' in shown
    assert "质量" in shown and "小梅" in shown and "售前" in shown


def test_what_people_typed_is_text_and_never_markup(cast: Cast, talked: Conversation) -> None:
    shown = html(cast.mei, words="<B>开")
    assert "<mark>&lt;b&gt;开</mark>线&lt;/b&gt;了&amp;吊牌没剪" in shown


CONDITIONS = [
    ({"agent": "mei"}, {"agent": "tom"}),
    ({"stage": "pre_sale"}, {"stage": "after_sale"}),
    ({"rated": "good"}, {"rated": "poor"}),
    ({"rated": "good"}, {"rated": "none"}),
    ({"tag": "tag"}, {"tag": "999999"}),
    ({"side": "agent"}, {"side": "auto"}),
    ({"days": "today"}, {"until": "2020-01-01"}),
    ({"since": "2020-01-01"}, {"since": "2999-01-01"}),
    ({"thread": "thread"}, {"thread": "999999"}),
]


def test_each_condition_holds_with_words_and_without(cast: Cast, talked: Conversation) -> None:
    names = {
        "mei": cast.mei.pk,
        "tom": cast.tom.pk,
        "thread": talked.pk,
        "tag": Conversation.objects.get(pk=talked.pk).tag_ids[0],
    }
    for fits, misses in CONDITIONS:
        wide = {name: names.get(value, value) for name, value in fits.items()}
        narrow = {name: names.get(value, value) for name, value in misses.items()}
        assert "申请全额" in html(cast.mei, words="退款", **wide), fits
        assert "申请全额" in html(cast.mei, **wide), fits
        nothing = html(cast.mei, words="退款", **narrow)
        assert "申请全额" not in nothing and "去掉一个条件" in nothing, misses


def test_files_are_found_by_name_and_by_kind(cast: Cast, talked: Conversation) -> None:
    sent_file(talked, name="开线的袖口.png")
    for form in ({"words": "袖口"}, {"kind": "file"}, {"words": "袖口 png", "kind": "file"}):
        shown = html(cast.mei, **form)
        assert "1 条" in shown and "袖口" in shown and "申请全额" not in shown
    assert "袖口" not in html(cast.mei, words="袖口", kind="card")


def test_orders_and_buyers_stand_above_the_hits(cast: Cast, talked: Conversation) -> None:
    order = ordered(cast, talked)
    send(buyer_of(cast.shop.pk), talked, f"单号{order.number}到哪了")
    shown = html(cast.mei, words=order.number)
    assert "买家和订单" in shown and order.tail in shown
    assert f"<mark>{order.number}</mark>到哪了" in shown
    assert "买家和订单" not in html(cast.mei, words=order.number, side="buyer")


NONSENSE: list[tuple[dict[str, str], int, str]] = [
    ({}, 200, "写一个字就开始找"),
    ({"words": " \u200b "}, 200, "写一个字就开始找"),
    ({"words": "？？！"}, 200, "聊天里没有人这样说过"),
    ({"words": "量子力学"}, 200, "聊天里没有人这样说过"),
    ({"words": "字" * 65}, 400, "最多 64 个字"),
    ({"words": "退款", "since": "六月九日"}, 400, "不是一个日期"),
    ({"since": "2026-06-10", "until": "2026-06-09"}, 400, "换过来"),
    ({"words": "退款", "after": "x~1~2"}, 200, "2 条"),
]


def test_nothing_and_nonsense_are_answered_calmly(cast: Cast, talked: Conversation) -> None:
    for form, status, words in NONSENSE:
        answer = asked(cast.mei, **form)
        assert answer.status_code == status, form
        told = answer.json()["error"] if status != 200 else {}
        said = f"{told['message']}{told['action']}" if told else answer.content.decode()
        assert words in said, form


def test_a_search_that_takes_too_long_is_stopped_and_says_what_to_do(
    cast: Cast, talked: Conversation
) -> None:
    """Postgres itself stops it; the connection is whole afterwards."""
    with patch.object(searching, "INDEX", slow(searching.INDEX)):
        answer = asked(cast.mei, words="退款")
    assert answer.status_code == 503
    assert "先停下了" in answer.json()["error"]["message"]
    assert "2 条" in html(cast.mei, words="退款")


def test_words_frequent_only_long_ago_are_found_by_the_index(
    cast: Cast, talked: Conversation
) -> None:
    """The way back from the newest takes too long: the index answers in its place."""
    walk = slow(searching.HASTY_WALK)
    with patch.object(searching, "MOST", 1), patch.object(searching, "HASTY_WALK", walk):
        shown = html(cast.mei, words="退款")
    assert "1000+ 条" in shown and seqs(shown) == [4, 3]


def test_a_page_more_begins_where_the_last_one_ended(cast: Cast, talked: Conversation) -> None:
    for at in range(25):
        send(buyer_of(cast.shop.pk), talked, f"第{at}次催退款")
    first = html(cast.mei, words="催退款")
    following = first.split('data-following="')[1].split('"')[0]
    second = html(cast.mei, words="催退款", after=following)
    assert "25 条" in first and "条</b>" not in second
    assert [*seqs(first), *seqs(second)] == list(range(29, 4, -1))
    assert 'data-following=""' in second


def test_the_place_of_a_hit_shows_what_stands_around_it(cast: Cast, talked: Conversation) -> None:
    client = Client()
    client.force_login(cast.mei.user)
    recall_message(
        speaker=agent(cast.mei),
        conversation_id=talked.pk,
        seq=_seq(talked, "给您申请全额退款，行吗"),
        client_id=uuid4(),
    )
    seq = _seq(talked, "行，退款快点")
    answer = client.post(f"/search/{talked.pk}/{seq}/", {"words": "退款"})
    shown = answer.content.decode()
    assert "行，<mark>退款</mark>快点" in shown and "&lt;b&gt;开线" in shown
    assert "小梅撤回了一条" in shown and "申请全额" not in shown
    assert f"/desk/{talked.pk}/?at={seq}" in shown
    assert client.post(f"/search/{talked.pk}/999/").status_code == 404


def _seq(thread: Conversation, words: str) -> int:
    return Entry.objects.get(shop_id=thread.shop_id, conversation_id=thread.pk, text=words).seq


def test_a_stranger_finds_nothing_of_ours(cast: Cast, talked: Conversation) -> None:
    assert "申请全额" not in html(cast.oleg, words="退款")
    assert "开线" not in html(cast.oleg, thread=talked.pk)
    oleg = Client()
    oleg.force_login(cast.oleg.user)
    assert oleg.get(f"/search/?thread={talked.pk}").status_code == 404
    assert oleg.post(f"/search/{talked.pk}/1/", {"words": "退款"}).status_code == 404


def test_a_page_of_hits_takes_few_queries(cast: Cast, talked: Conversation) -> None:
    """Three for who asks; one for the keys of each table, in a savepoint here (three more); two for
    the hits; the rest finds orders and buyers, or names a condition."""
    talk(shop_id=cast.shop.pk, owner_id=cast.mei.pk, threads=8, each=10)
    client = Client()
    client.force_login(cast.mei.user)
    for form, budget in (
        ({"words": "退款"}, "searched"),
        ({"words": "款"}, "searched by one condition"),
        ({"kind": "file", "agent": "1"}, "searched by one condition"),
    ):
        with CaptureQueriesContext(connection) as queries:
            client.post("/search/found/", form)
        assert len(queries) <= questions(budget), [query["sql"][:90] for query in queries]


def test_the_page_offers_the_shops_people_and_tags(cast: Cast, talked: Conversation) -> None:
    client = Client()
    client.force_login(cast.mei.user)
    shown = client.get(f"/search/?thread={talked.pk}").content.decode()
    for words in ("小梅", "汤姆", "质量", f'name="thread" form="search-form" value="{talked.pk}"'):
        assert words in shown
    assert ChatSession.objects.filter(conversation=talked).exists()


def test_the_command_says_how_many_were_missing(cast: Cast, capsys: Any) -> None:
    cast.thread("在吗")
    call_command("fill_search")
    assert "Entries brought into the search: 0." in capsys.readouterr().out
