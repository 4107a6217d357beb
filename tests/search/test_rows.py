"""Every door that stores words brings them into the search, and nothing is found after a recall."""

import threading
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from conversations.access import locked_conversation
from conversations.actions import filling_search
from conversations.actions.filling_search import fill_search
from conversations.actions.recalling import recall_message
from conversations.actions.recording import append_entry, save_conversation
from conversations.models import Conversation, Entry, EntryKind, SearchRow
from conversations.queries.search_hits import hits_of
from conversations.queries.searching import find_entries
from conversations.search.asked import Asked
from conversations.search.words import terms_of
from conversations.speaker import buyer_of
from tests.cast import Cast, agent, send
from tests.conversations.carded import product, show
from tests.conversations.test_races import at_once
from tests.files.sent import sent_file


def found(cast: Cast, typed: str, **conditions: Any) -> list[tuple[int, int]]:
    asked = Asked(terms=terms_of(typed), **conditions)
    keys = find_entries(shop_id=cast.shop.pk, asked=asked).keys
    return [(key.conversation_id, key.seq) for key in keys]


def said_by_the_machine(thread: Conversation, words: str) -> Entry:
    entry = append_entry(
        conversation=thread, kind=EntryKind.MESSAGE, side="auto", text=words, author_name="小满"
    )
    save_conversation(thread)
    return entry


def test_messages_cards_files_and_the_machine_are_found(cast: Cast) -> None:
    thread = cast.thread("羊毛衫有货吗")
    mei = agent(cast.mei)
    send(mei, thread, "羊毛衫还有两件")
    show(cast.mei, thread, product(cast, name="羊毛衫 米白"), "product")
    picture = sent_file(thread, name="羊毛衫袖口.PNG")
    thread.refresh_from_db()
    said = said_by_the_machine(thread, "羊毛衫到货会告诉您")
    seqs = [seq for _, seq in found(cast, "羊毛衫")]
    assert seqs == sorted(seqs, reverse=True) and len(seqs) == 5 and picture.seq in seqs
    assert found(cast, "袖口.png") == found(cast, "羊毛衫", kind="file")
    assert found(cast, "羊毛衫", side="auto") == [(thread.pk, said.seq)]
    assert len(found(cast, "羊毛衫", kind="card")) == 1


def test_a_recall_takes_it_out_of_search_preview_and_neighbourhood(cast: Cast) -> None:
    thread = cast.thread("密码是四七一二")
    send(buyer_of(cast.shop.pk), thread, "刚才发错了")
    assert found(cast, "四七一二")
    (hit,) = hits_of(cast.shop.pk, _keys(cast, "发错"), ["发错"])
    assert hit.before is not None and hit.before.text == "密码是四七一二"
    seq = Entry.objects.get(conversation_id=thread.pk, text="密码是四七一二").seq
    recall_message(
        speaker=buyer_of(cast.shop.pk), conversation_id=thread.pk, seq=seq, client_id=uuid4()
    )
    assert found(cast, "四七一二") == [] and not SearchRow.objects.filter(words__contains="四七")
    (hit,) = hits_of(cast.shop.pk, _keys(cast, "发错"), ["发错"])
    assert hit.before is None


def _keys(cast: Cast, typed: str) -> Any:
    return find_entries(shop_id=cast.shop.pk, asked=Asked(terms=[typed])).keys


@pytest.mark.parametrize("deed", ["blanked", "rewritten", "deleted"])
def test_erasing_an_entry_by_any_door_erases_it_here(cast: Cast, deed: str) -> None:
    """Retention and erasure have no door of their own yet: the database itself holds the rule."""
    thread = cast.thread("我家在听雨巷七号")
    entry = Entry.objects.filter(conversation_id=thread.pk, text="我家在听雨巷七号")
    if deed == "blanked":
        entry.update(text="", recalled=True)
    elif deed == "rewritten":
        entry.update(text="我家在〔已删〕")
        assert found(cast, "〔已删〕")
    else:
        entry.delete()
    assert found(cast, "听雨巷") == []


def test_one_statement_stores_message_and_row(cast: Cast) -> None:
    thread = cast.thread("在吗")
    row = SearchRow.objects.get(conversation_id=thread.pk)
    entry = Entry.objects.get(conversation_id=thread.pk, seq=row.seq)
    assert (row.shop_id, row.session_number, row.kind, row.side, row.at, row.words) == (
        entry.shop_id,
        entry.session_number,
        entry.kind,
        entry.side,
        entry.at,
        "在吗",
    )


def test_filling_brings_in_what_was_stored_past_it_and_nothing_recalled(cast: Cast) -> None:
    threads = [cast.thread(f"第{at}位 织布机") for at in range(5)]
    gone = Entry.objects.filter(conversation_id=threads[0].pk)
    gone.update(text="", recalled=True)
    SearchRow.objects.filter(shop_id=cast.shop.pk).delete()
    assert sum(fill_search(batch=2)) >= 4
    assert len(found(cast, "织布机")) == 4
    assert sum(fill_search(batch=2)) == 0


def test_a_row_of_another_shop_cannot_be_filed(cast: Cast) -> None:
    """The database refuses a row whose thread is not its shop's."""
    thread = cast.thread("在吗")
    row = SearchRow.objects.get(conversation_id=thread.pk)
    row.shop_id = cast.other_shop.pk
    row.save(force_insert=True)
    refused = pytest.raises(IntegrityError, match="searchrow_conversation_same_shop")
    with refused, connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("lock", [" FOR SHARE", ""], ids=["locked", "with the lock off"])
def test_filling_never_brings_back_what_is_being_recalled(real_cast: Cast, lock: str) -> None:
    """The recall has begun and is not done: the filling waits for it. Without its lock it reads
    the words that are about to go, and keeps them."""
    thread = real_cast.thread("账号是四七一二")
    rows = SearchRow.objects.filter(conversation_id=thread.pk)
    rows.delete()
    held, done = threading.Event(), threading.Event()

    def recall() -> None:
        with transaction.atomic():
            locked_conversation(thread.shop_id, thread.pk)
            Entry.objects.filter(conversation_id=thread.pk).update(text="", recalled=True)
            held.set()
            done.wait(0.5 if lock else 10)

    def fill() -> None:
        held.wait(10)
        sql = filling_search.NEXT_SQL.replace(" FOR SHARE", lock)
        with patch.object(filling_search, "NEXT_SQL", sql):
            list(fill_search())
        done.set()

    assert at_once(recall, fill) == [None, None]
    assert rows.exists() is (lock == "")
