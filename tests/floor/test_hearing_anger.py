"""Angry buyers on the floor: heard once, by the shop's words, until a supervisor has looked."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from conversations.actions.hearing_anger import hear_anger, see_anger
from conversations.actions.recalling import recall_message
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.setting_angry_words import add_angry_word, remove_angry_word
from conversations.errors import ConversationNotFound
from conversations.floor.errors import WordKnown, WordWrong
from conversations.floor.lexicon import ANGRY_WORDS
from conversations.models import Conversation, Outcry, OutcryReading
from conversations.queries.floor_anger import Angry, angry_of
from conversations.speaker import buyer_of
from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.policies import value_of
from tests.cast import Cast, agent, send
from tests.conversations.test_races import at_once


def heard(cast: Cast) -> list[Angry]:
    hear_anger(shop_id=cast.shop.pk)
    return angry_of(cast.shop.pk)


def say(cast: Cast, thread: Conversation, words: str) -> int:
    return send(buyer_of(cast.shop.pk), thread, words).seq


def test_who_is_angry_with_words_reason_and_time(cast: Cast) -> None:
    cast.thread("在吗")
    thread = cast.thread("你们是骗子吗")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    say(cast, thread, "再不退我就打 12315，还要给差评")
    [one] = heard(cast)
    assert (one.conversation, one.owner, one.times) == (thread.pk, "小梅", 2)
    assert one.words == "「12315」、「差评」"
    assert one.reason == "要投诉、要给差评"
    assert one.pieces == [
        ("再不退我就打 ", False),
        ("12315", True),
        ("，还要给", False),
        ("差评", True),
    ]
    assert one.waiting_since is not None


def test_what_the_shop_says_is_nobodys_anger(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "您要投诉可以打 12315")
    assert heard(cast) == []


def test_each_message_is_looked_through_once(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    thread = cast.thread("骗子")
    assert len(heard(cast)) == 1
    with django_assert_num_queries(2):  # the shop's words, what is new: nothing
        hear_anger(shop_id=cast.shop.pk)
    say(cast, thread, "垃圾")
    with django_assert_num_queries(7):  # and the words said, the outcries, the cursor; a savepoint
        hear_anger(shop_id=cast.shop.pk)
    assert Outcry.objects.filter(conversation=thread).count() == 2
    assert OutcryReading.objects.get(conversation=thread).through == 2


def test_seen_by_a_supervisor_until_the_buyer_is_angry_again(cast: Cast) -> None:
    thread = cast.thread("骗子，我要投诉")
    heard(cast)
    see_anger(actor=agent(cast.qin), conversation_id=thread.pk)
    see_anger(actor=agent(cast.lan), conversation_id=thread.pk)  # nothing is left to look at
    assert heard(cast) == []
    entry = AuditEntry.objects.get(shop=cast.shop, verb="chat.anger_seen")
    assert (entry.actor, entry.data["words"]) == (cast.qin.user, "骗子、投诉")
    assert Outcry.objects.get(conversation=thread).seen_by == cast.qin
    say(cast, thread, "还是骗子")
    assert [one.times for one in heard(cast)] == [1]


def test_only_supervisors_mark_and_only_their_shops(cast: Cast) -> None:
    thread = cast.thread("骗子")
    heard(cast)
    with pytest.raises(PermissionRefused):
        see_anger(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(ConversationNotFound):
        see_anger(actor=agent(cast.oleg), conversation_id=thread.pk)
    assert len(heard(cast)) == 1


def test_a_finished_or_recalled_one_leaves_the_list(cast: Cast) -> None:
    finished, recalled = cast.thread("骗子"), cast.thread("垃圾")
    assert len(heard(cast)) == 2
    take_session(actor=agent(cast.mei), conversation_id=finished.pk)
    finish_session(actor=agent(cast.mei), conversation_id=finished.pk)
    recall_message(
        speaker=buyer_of(cast.shop.pk), conversation_id=recalled.pk, seq=1, client_id=uuid4()
    )
    assert heard(cast) == []
    say(cast, recalled, "骗子")
    taken_back = say(cast, recalled, "垃圾")
    assert [one.times for one in heard(cast)] == [2]
    recall_message(
        speaker=buyer_of(cast.shop.pk),
        conversation_id=recalled.pk,
        seq=taken_back,
        client_id=uuid4(),
    )
    assert [(one.times, one.words) for one in heard(cast)] == [(1, "「骗子」")]
    see_anger(actor=agent(cast.qin), conversation_id=recalled.pk)
    say(cast, finished, "又来了，还是骗子")
    assert [one.times for one in heard(cast)] == [1]  # of the new reception alone


def test_another_shop_is_not_heard(cast: Cast) -> None:
    cast.thread("骗子", shop=cast.other_shop)
    assert heard(cast) == []


def test_a_new_word_is_looked_for_in_what_was_said_before(cast: Cast) -> None:
    thread = cast.thread("你们真是老赖")
    seen = cast.thread("骗子")
    heard(cast)
    see_anger(actor=agent(cast.qin), conversation_id=seen.pk)
    add_angry_word(actor=cast.qin, reason="temper", word=" 老赖 ")
    assert [one.conversation for one in heard(cast)] == [thread.pk]  # what was seen stays seen
    remove_angry_word(actor=cast.qin, reason="temper", word="老赖")
    remove_angry_word(actor=cast.qin, reason="temper", word="老赖")
    assert heard(cast) == []
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="floor.word")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "floor.word_added",
        "floor.word_removed",
    ]
    assert "老赖" not in value_of(cast.shop.pk, ANGRY_WORDS)["temper"]


def test_a_harmless_phrase_of_the_shop(cast: Cast) -> None:
    cast.thread("你家垃圾铲好用吗")
    assert len(heard(cast)) == 1
    add_angry_word(actor=cast.lan, reason="harmless", word="垃圾铲")
    assert heard(cast) == []


@pytest.mark.parametrize("word", ["", " ", "字" * 21, "\u200b", "差\x00评"])
def test_what_is_no_word(cast: Cast, word: str) -> None:
    with pytest.raises(WordWrong):
        add_angry_word(actor=cast.qin, reason="temper", word=word)


def test_a_word_stands_in_one_place(cast: Cast) -> None:
    with pytest.raises(WordKnown, match="要投诉"):
        add_angry_word(actor=cast.qin, reason="temper", word="１２３１５")
    with pytest.raises(WordWrong):
        add_angry_word(actor=cast.qin, reason="unknown", word="新词")
    with pytest.raises(PermissionRefused):
        add_angry_word(actor=cast.mei, reason="temper", word="新词")


def test_many_who_look_at_once_hear_it_once(real_cast: Cast) -> None:
    threads = [real_cast.thread("骗子，垃圾") for _ in range(8)]
    results = at_once(*[lambda: hear_anger(shop_id=real_cast.shop.pk)] * 4)
    assert results == [None] * 4
    assert Outcry.objects.filter(shop=real_cast.shop).count() == len(threads)
