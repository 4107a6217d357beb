"""Sending a message, whatever state the thread is in."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conversations.actions.sending import send_message
from conversations.actions.sessions import finish_session, take_session
from conversations.errors import ConversationNotFound, HeldByOther
from conversations.models import ChatSession, Conversation, Entry
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.text import TextEmpty, TextTooLong
from tests.cast import Cast, agent, send


def texts(conversation: Conversation) -> list[str]:
    entries = Entry.objects.filter(conversation_id=conversation.pk).order_by("seq")
    return list(entries.values_list("text", flat=True))


def test_the_first_message_opens_a_session_that_waits(cast: Cast) -> None:
    thread = cast.thread("卫衣还有M码吗")
    assert (thread.session_number, thread.state, thread.owner_id) == (1, "waiting", None)
    assert (thread.last_seq, thread.unread) == (1, 1)
    assert abs(thread.last_at - thread.unanswered_since) < timedelta(milliseconds=1)
    session = ChatSession.objects.get(conversation=thread)
    assert (session.number, session.state, session.first_seq) == (1, "waiting", 1)


def test_seqs_have_no_gap_and_unread_counts_the_buyers_words(cast: Cast) -> None:
    thread = cast.thread("一")
    for words in ("二", "三"):
        send(buyer_of(cast.shop.pk), thread, words)
    since = thread.unanswered_since
    thread.refresh_from_db()
    assert texts(thread) == ["一", "二", "三"]
    assert (thread.last_seq, thread.unread) == (3, 3)
    assert thread.unanswered_since == since  # since the first unanswered words


def test_a_reply_takes_a_chat_that_nobody_holds(cast: Cast) -> None:
    thread = cast.thread()
    send(agent(cast.mei), thread, "在的")
    thread.refresh_from_db()
    assert (thread.state, thread.owner_id, thread.unread) == ("active", cast.mei.pk, 0)
    assert thread.unanswered_since is None
    assert texts(thread) == ["在吗", "session.taken", "在的"]
    entry = AuditEntry.objects.get(shop=cast.shop, verb="session.taken")
    assert entry.actor_id == cast.mei.user_id


def test_a_colleague_cannot_speak_in_between(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(HeldByOther, match="小梅"):
        send(agent(cast.tom), thread, "我来")
    with pytest.raises(HeldByOther):  # a supervisor takes over first, then speaks
        send(agent(cast.qin), thread, "我来")
    assert texts(thread) == ["在吗", "session.taken"]


def test_the_same_client_id_answers_with_the_first_row_even_later(cast: Cast) -> None:
    thread = cast.thread()
    once = uuid4()
    buyer = buyer_of(cast.shop.pk)
    first = send_message(speaker=buyer, conversation_id=thread.pk, client_id=once, text="就这一次")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    again = send_message(speaker=buyer, conversation_id=thread.pk, client_id=once, text="就这一次")
    assert (again.seq, again.session, again.duplicate) == (first.seq, 1, True)
    thread.refresh_from_db()
    assert thread.state == "finished"  # a resend opens nothing


def test_a_message_after_finishing_opens_the_next_session(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    sent = send(buyer_of(cast.shop.pk), thread, "又想起一件事")
    thread.refresh_from_db()
    assert sent.session == thread.session_number == 2
    assert (thread.state, thread.owner_id) == ("waiting", None)
    numbers = ChatSession.objects.filter(conversation=thread).order_by("number")
    assert list(numbers.values_list("number", "state")) == [(1, "finished"), (2, "waiting")]


def test_a_session_that_an_agent_begins_is_theirs(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(agent(cast.tom), thread, "您的件已经签收，合身吗")
    session = ChatSession.objects.get(conversation=thread, number=2)
    assert (session.state, session.owner_id, session.opened_by) == ("active", cast.tom.pk, "agent")


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(ConversationNotFound):
        send(agent(cast.oleg), thread, "我是别家的")
    with pytest.raises(ConversationNotFound):
        send(buyer_of(cast.other_shop.pk), thread, "我也是")
    assert texts(thread) == ["在吗"]


@pytest.mark.parametrize("words", ["好" * 5000, "𠮷" * 5000, "👨‍👩‍👧 一家三口", "  前后有空格  "])
def test_what_was_typed_is_what_is_stored(cast: Cast, words: str) -> None:
    thread = cast.thread(words)
    assert texts(thread) == [words]


@pytest.mark.parametrize(
    ("words", "problem"), [("", TextEmpty), (" \n\t", TextEmpty), ("好" * 5001, TextTooLong)]
)
def test_what_cannot_be_sent_is_refused_and_changes_nothing(
    cast: Cast, words: str, problem: type[Exception]
) -> None:
    thread = cast.thread()
    with pytest.raises(problem):
        send(buyer_of(cast.shop.pk), thread, words)
    assert texts(thread) == ["在吗"]
