"""Quoting a message, a card, a file; and what a recall leaves of it."""

from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db.utils import IntegrityError

from conversations.access import conversation_of
from conversations.actions import sending
from conversations.actions.recalling import recall_message
from conversations.actions.sending import send_message
from conversations.actions.stored import Sent
from conversations.errors import ConversationNotFound, QuoteGone, QuoteRecalled
from conversations.models import Conversation, Entry
from conversations.queries.for_programs import entries_page
from conversations.speaker import Speaker, buyer_of
from tests.cast import Cast, agent, send
from tests.conversations.carded import ordered, show
from tests.conversations.test_races import at_once
from tests.files.sent import sent_file


def quote(speaker: Speaker, thread: Conversation, seq: int, words: str = "这个") -> Sent:
    return send_message(
        speaker=speaker, conversation_id=thread.pk, client_id=uuid4(), text=words, quote=seq
    )


def recall(speaker: Speaker, thread: Conversation, seq: int) -> int:
    return recall_message(speaker=speaker, conversation_id=thread.pk, seq=seq, client_id=uuid4())


def shown(thread: Conversation, seq: int) -> Any:
    """What both sides get of the entry ``seq``."""
    (entry,) = entries_page(
        shop_id=thread.shop_id, conversation_id=thread.pk, after=seq - 1, before=None
    )[:1]
    return entry["quote"]


def test_a_quote_shows_whose_words_and_the_first_of_them(cast: Cast) -> None:
    thread = cast.thread("长" * 30 + "\n\n" + "句" * 60)
    sent = quote(agent(cast.mei), thread, 1)
    said = shown(thread, sent.seq)
    assert said == {
        "seq": 1,
        "side": "buyer",
        "author": None,
        "text": "长" * 30 + " " + "句" * 28 + "…",
        "code": "",
        "recalled": False,
    }
    back = shown(thread, quote(buyer_of(cast.shop.pk), thread, sent.seq, "嗯").seq)
    assert (back["side"], back["author"], back["text"]) == ("agent", "小梅", "这个")
    assert shown(thread, 1) is None


def test_cards_and_files_are_quoted_by_name(cast: Cast) -> None:
    thread = cast.thread()
    card = show(cast.mei, thread, ordered(cast, thread))
    said = shown(thread, quote(buyer_of(cast.shop.pk), thread, card.seq).seq)
    assert (said["code"], said["text"]) == ("order", "云感连帽卫衣 燕麦色 M")
    file = sent_file(thread)
    assert file.seq is not None
    said = shown(thread, quote(agent(cast.mei), thread, file.seq).seq)
    assert (said["code"], said["text"]) == ("image", "外箱.png")


def test_a_recall_takes_the_words_out_of_every_quote(cast: Cast) -> None:
    thread = cast.thread("银行卡号 6222")
    first = quote(agent(cast.mei), thread, 1).seq
    recall(buyer_of(cast.shop.pk), thread, 1)
    said = shown(thread, first)
    assert (said["text"], said["recalled"]) == ("", True)


def test_what_is_gone_is_refused_and_nothing_is_stored(cast: Cast) -> None:
    thread, other = cast.thread(), cast.thread("别的会话，十条")
    for words in range(9):
        send(buyer_of(cast.shop.pk), other, str(words))
    system = send(agent(cast.mei), thread, "在").seq - 1
    last = Entry.objects.filter(conversation_id=thread.pk).count()
    for seq in (system, last + 1, 9, 2**31 - 1):
        with pytest.raises(QuoteGone):
            quote(buyer_of(cast.shop.pk), thread, seq)
    recall(agent(cast.mei), thread, last)
    with pytest.raises(QuoteRecalled):
        quote(buyer_of(cast.shop.pk), thread, last)
    assert Entry.objects.filter(conversation_id=thread.pk).count() == last + 1


def test_a_refused_quote_takes_no_chat_and_opens_none(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(QuoteGone):
        quote(agent(cast.mei), thread, 7)
    thread.refresh_from_db()
    assert (thread.owner_id, thread.last_seq) == (None, 1)


def test_sent_again_after_the_recall_it_is_the_same_message(cast: Cast) -> None:
    thread = cast.thread()
    once = uuid4()
    said = {"speaker": agent(cast.mei), "conversation_id": thread.pk, "client_id": once}
    first = send_message(**said, text="是的", quote=1)
    recall(buyer_of(cast.shop.pk), thread, 1)
    again = send_message(**said, text="是的", quote=1)
    assert (again.seq, again.duplicate) == (first.seq, True)


def test_another_shop_quotes_nothing_here(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(ConversationNotFound):
        quote(agent(cast.oleg), thread, 1)


def test_the_database_knows_which_kinds_name_an_earlier_entry(cast: Cast) -> None:
    thread = cast.thread()
    mine = Entry.objects.filter(conversation_id=thread.pk, seq=1)
    for wrong in ({"target": 1}, {"target": 5}, {"kind": "system", "target": 0}):
        with pytest.raises(IntegrityError), sending.transaction.atomic():
            mine.update(**wrong)


def told_at_once(cast: Cast, thread: Conversation) -> list[Any]:
    return at_once(
        lambda: quote(agent(cast.mei), thread, 1),
        lambda: recall(buyer_of(cast.shop.pk), thread, 1),
    )


def test_a_quote_and_a_recall_at_once_never_tell_the_words_afterwards(real_cast: Cast) -> None:
    for _ in range(5):
        thread = real_cast.thread("别让人看见")
        sent, recalled = told_at_once(real_cast, thread)
        assert isinstance(recalled, int)
        if isinstance(sent, Sent):
            assert sent.seq < recalled
            assert shown(thread, sent.seq)["text"] == ""
        else:
            assert isinstance(sent, QuoteRecalled)
            assert not Entry.objects.filter(conversation_id=thread.pk, target=1, kind="message")


def test_without_the_lock_the_quote_comes_after_the_recall(real_cast: Cast) -> None:
    """The race's proof: asked without the lock, what is taken back meanwhile is still quoted."""
    thread = real_cast.thread("别让人看见")
    buyer = buyer_of(real_cast.shop.pk)
    asked = sending.quote_locked

    def slow(conversation: Conversation, seq: int) -> Any:
        found = asked(conversation, seq)
        (recalled,) = at_once(lambda: recall(buyer, thread, 1))
        assert recalled == 2
        return found

    with (
        patch.object(sending, "locked_conversation", conversation_of),
        patch.object(sending, "quote_locked", slow),
    ):
        sent = quote(buyer, thread, 1)
    assert sent.seq > 2  # stored, although the original was gone
