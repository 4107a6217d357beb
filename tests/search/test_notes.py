"""Notes in the search: found beside what was said, by those who may read them and nobody else."""

import re
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from conversations.actions.noting import add_note, add_whisper, delete_note, edit_note
from conversations.models import Conversation
from conversations.queries import searching
from conversations.queries.search_sources import NOTED, Reader
from conversations.queries.searching import (
    HASTY_WALK,
    INDEX,
    SORTED_INDEX,
    THREAD,
    WALK,
    Way,
    find_all,
    settings_of,
    sql_of,
    values_of,
)
from conversations.search.asked import NOTE, Asked
from conversations.search.places import Place
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Membership
from helpdesk.kernel.reading import reading
from tests.cast import Cast, agent, send
from tests.search.test_page import asked, html
from tests.search.test_ways import EVERYTHING, PLACE

MANY_SQL = """INSERT INTO conversations_note (shop_id, conversation_id, number, change, anchor,
    author_id, author_name, to_name, text, client_id, at)
    SELECT %s, %s, n, n, 1, %s, '小梅', '', '第 ' || n || ' 条备注', gen_random_uuid(),
        now() - n * interval '1 minute' FROM generate_series(1, 500) AS n"""


def note(member: Membership, thread: Conversation, text: str) -> int:
    thread.refresh_from_db()
    written = add_note(
        actor=agent(member),
        conversation_id=thread.pk,
        client_id=uuid4(),
        text=text,
        anchor=thread.last_seq,
    )
    return int(written["number"])


def keys(shown: str) -> list[str]:
    return re.findall(r'data-seq="([^"]+)"', shown)


@pytest.fixture
def noted(cast: Cast) -> Conversation:
    """Asked, noted, asked again."""
    thread = cast.thread("想退款，吊牌没剪")
    send(agent(cast.mei), thread, "我问一下")
    note(cast.mei, thread, "@秦越 退款要您点头，<b>急</b>")
    send(buyer_of(cast.shop.pk), thread, "退款好了吗")
    return thread


def test_notes_stand_among_what_was_said_newest_first(cast: Cast, noted: Conversation) -> None:
    shown = html(cast.tom, words="退款")
    assert "3 条" in shown and keys(shown) == ["4", "notes/1", "1"]
    assert (
        "小梅的备注：" in shown
        and "@秦越 <mark>退款</mark>要您点头，&lt;b&gt;急&lt;/b&gt;" in shown
    )
    assert f'href="/desk/{noted.pk}/?at=3"' in shown, "behind which it stands"
    assert keys(html(cast.qin, words="@秦越")) == ["notes/1"]
    assert keys(html(cast.mei, words="退款", kind=NOTE)) == keys(html(cast.mei, kind=NOTE))
    for narrow in ({"side": "agent"}, {"kind": "card"}, {"kind": NOTE, "side": "buyer"}):
        assert "notes/" not in html(cast.mei, words="退款", **narrow), narrow
    for fits, misses in (
        ({"agent": cast.mei.pk}, {"agent": cast.tom.pk}),
        ({"stage": "pre_sale"}, {"stage": "after_sale"}),
        ({"rated": "none"}, {"rated": "good"}),
        ({"days": "today"}, {"until": "2020-01-01"}),
        ({"thread": noted.pk}, {"tag": 999_999}),
    ):
        for words in ({}, {"words": "点头"}):
            assert keys(html(cast.mei, kind=NOTE, **words, **fits)) == ["notes/1"], fits
            assert keys(html(cast.mei, kind=NOTE, **words, **misses)) == [], misses


def test_the_place_of_a_note_shows_what_it_was_written_about(
    cast: Cast, noted: Conversation
) -> None:
    client = Client()
    client.force_login(cast.tom.user)
    shown = client.post(f"/search/{noted.pk}/notes/1/", {"words": "退款"}).content.decode()
    before, after = shown.split("data-place-hit")
    assert "我问一下" in before and "好了吗" in after and "买家看不到" in after
    assert f"/desk/{noted.pk}/?at=3" in after and 'aria-current="true"' in before
    steps = re.findall(r'data-step="(\d*)"', shown)
    assert steps == ["1", "4"], "to what was said before it and after it"
    assert client.post(f"/search/{noted.pk}/notes/9/").status_code == 404
    oleg = Client()
    oleg.force_login(cast.oleg.user)
    assert oleg.post(f"/search/{noted.pk}/notes/1/").status_code == 404
    assert "点头" not in html(cast.oleg, words="点头") + html(cast.oleg, kind=NOTE)


def test_what_is_edited_or_deleted_is_so_in_the_search(cast: Cast, noted: Conversation) -> None:
    about: dict[str, Any] = {"actor": agent(cast.mei), "conversation_id": noted.pk, "number": 1}
    edit_note(**about, text="换货就行")
    assert keys(html(cast.qin, words="点头")) == [] != keys(html(cast.qin, words="换货"))
    delete_note(**about)
    assert keys(html(cast.qin, words="换货")) == keys(html(cast.qin, kind=NOTE)) == []
    assert asked(cast.qin, words="换货").status_code == 200


def test_a_whisper_is_found_by_those_whom_it_is_for(cast: Cast, noted: Conversation) -> None:
    words: dict[str, Any] = {"client_id": uuid4(), "text": "悄悄说退款", "anchor": 2}
    noted.refresh_from_db()
    add_whisper(actor=agent(cast.qin), conversation=noted, to=cast.mei, **words)
    noted.save()
    for member, may in ((cast.mei, True), (cast.qin, True), (cast.lan, True), (cast.tom, False)):
        assert ("notes/2" in keys(html(member, words="悄悄"))) is may, member
        assert ("notes/2" in keys(html(member, kind=NOTE))) is may
        client = Client()
        client.force_login(member.user)
        place = client.post(f"/search/{noted.pk}/notes/2/")
        assert place.status_code == (200 if may else 404)


@pytest.mark.parametrize("most", [1000, 3], ids=["by the index", "from the newest back"])
def test_pages_of_both_give_each_once_in_one_order(cast: Cast, most: int) -> None:
    threads = [cast.thread("第一次说退款") for _ in range(3)]
    for thread in threads:
        for at in range(3):
            note(cast.mei, thread, f"退款记一笔 {at}")
            send(buyer_of(cast.shop.pk), thread, f"催退款 {at}")
    reader, after, found = Reader(cast.tom.pk, False), None, []
    with patch.object(searching, "MOST", most):
        while not found or after:
            how: dict[str, Any] = {"reader": reader, "after": after, "length": 4}
            page = find_all(shop_id=cast.shop.pk, asked=Asked(terms=["退款"]), **how)
            found += page.keys
            after: Place | None = page.following
            assert page.total in {None, 21 - len(found) + len(page.keys)}
    assert len(found) == len(set(found)) == 21
    assert sum(key.is_note for key in found) == 9
    assert found == sorted(found, key=lambda key: key.place, reverse=True)


@pytest.mark.parametrize(
    "conditions",
    [{}, EVERYTHING | {"side": "", "kind": NOTE}],
    ids=["words alone", "every condition"],
)
def test_each_way_to_notes_uses_its_index(cast: Cast, conditions: dict[str, Any]) -> None:
    thread = cast.thread()
    with connection.cursor() as cursor:
        cursor.execute(MANY_SQL, [cast.shop.pk, thread.pk, cast.mei.pk])
    wanted: dict[Way, str] = {INDEX: "note_tokens", SORTED_INDEX: "note_tokens"}
    wanted |= {WALK: "Index Scan using note_newest", HASTY_WALK: "Index Scan using note_newest"}
    wanted |= {THREAD: "Index"}
    for way, index in wanted.items():
        sought = Asked(terms=["退款"], thread=1 if way == THREAD else None, **conditions)
        values = values_of(cast.shop.pk, sought, PLACE, reader=Reader(1, False))
        with reading(), connection.cursor() as cursor:
            cursor.execute(settings_of(way))
            cursor.execute(f"EXPLAIN {sql_of(way, sought, PLACE, NOTED)}", values)
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert index in plan and "Seq Scan" not in plan, plan
