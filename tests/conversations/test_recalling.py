"""Taking one's own words back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import F

from conversations.actions.recalling import recall_message
from conversations.errors import EntryNotFound, RecallNotYours, RecallTooLate
from conversations.models import Conversation, Entry
from conversations.speaker import Speaker, buyer_of
from helpdesk.accounts.models import AuditEntry
from tests.cast import Cast, agent, send


def recall(speaker: Speaker, thread: Conversation, seq: int) -> int:
    return recall_message(speaker=speaker, conversation_id=thread.pk, seq=seq, client_id=uuid4())


def test_the_words_go_and_a_recall_entry_says_so(cast: Cast) -> None:
    thread = cast.thread("银行卡号 6222…")
    assert recall(buyer_of(cast.shop.pk), thread, 1) == 2
    first, second = Entry.objects.filter(conversation_id=thread.pk).order_by("seq")
    assert (first.text, first.recalled) == ("", True)
    assert (second.kind, second.target, second.side) == ("recall", 1, "buyer")


def test_the_audit_keeps_the_words(cast: Cast) -> None:
    thread = cast.thread()
    seq = send(agent(cast.mei), thread, "说错了").seq
    recall(agent(cast.mei), thread, seq)
    entry = AuditEntry.objects.get(shop=cast.shop, verb="message.recalled")
    assert entry.data["text"] == "说错了"
    assert entry.actor_id == cast.mei.user_id


def test_recalling_twice_answers_with_the_first_recall(cast: Cast) -> None:
    thread = cast.thread()
    first = recall(buyer_of(cast.shop.pk), thread, 1)
    assert recall(buyer_of(cast.shop.pk), thread, 1) == first
    assert Entry.objects.filter(conversation_id=thread.pk).count() == 2


def test_the_list_reads_as_if_it_had_never_been_said(cast: Cast) -> None:
    thread = cast.thread("问一")
    send(agent(cast.mei), thread, "答一")
    seq = send(buyer_of(cast.shop.pk), thread, "问二").seq
    recall(buyer_of(cast.shop.pk), thread, seq)
    thread.refresh_from_db()
    assert (thread.last_text, thread.last_side) == ("答一", "agent")
    assert (thread.unread, thread.unanswered_since) == (0, None)


def test_an_answer_taken_back_leaves_the_buyer_waiting_no_less(cast: Cast) -> None:
    thread = cast.thread("问一")
    waiting = thread.unanswered_since
    seq = send(agent(cast.mei), thread, "答错了").seq
    recall(agent(cast.mei), thread, seq)
    thread.refresh_from_db()
    assert abs(thread.unanswered_since - waiting) < timedelta(milliseconds=1)


def test_only_ones_own_words(cast: Cast) -> None:
    thread = cast.thread()
    seq = send(agent(cast.mei), thread, "在").seq
    with pytest.raises(RecallNotYours):
        recall(agent(cast.tom), thread, seq)
    with pytest.raises(RecallNotYours):
        recall(agent(cast.mei), thread, 1)
    with pytest.raises(RecallNotYours):
        recall(buyer_of(cast.shop.pk), thread, seq)


def test_a_system_line_and_a_missing_seq_are_not_found(cast: Cast) -> None:
    thread = cast.thread()
    send(agent(cast.mei), thread, "在")
    for seq in (2, 99):  # 2 says who took the chat
        with pytest.raises(EntryNotFound):
            recall(agent(cast.mei), thread, seq)


def test_two_minutes_later_it_is_too_late(cast: Cast) -> None:
    thread = cast.thread()
    Entry.objects.filter(conversation_id=thread.pk).update(at=F("at") - timedelta(seconds=121))
    with pytest.raises(RecallTooLate, match="120"):
        recall(buyer_of(cast.shop.pk), thread, 1)
