"""Two people at the same moment. Each race is also run with the lock off, and must then fail."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from conversations.access import conversation_of
from conversations.actions import sending, sessions
from conversations.actions.sending import send_message
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.starting import start_conversation
from conversations.actions.stored import Sent
from conversations.errors import HeldByOther
from conversations.models import ChatSession, Conversation, Entry
from conversations.speaker import buyer_of
from tests.cast import Cast, agent


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs in threads of their own, started together; results or exceptions."""
    gate = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)

    def run(number: int, job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[number] = job()
        except Exception as problem:
            results[number] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@contextmanager
def lock_off() -> Iterator[None]:
    """Fetch without the lock, and let every thread read before any of them writes."""
    gate = threading.Barrier(2)

    def unlocked(shop_id: int, conversation_id: int) -> Conversation:
        found = conversation_of(shop_id, conversation_id)
        gate.wait(10)
        return found

    with (
        patch.object(sessions, "locked_conversation", unlocked),
        patch.object(sending, "locked_conversation", unlocked),
    ):
        yield


def owners_told(cast: Cast, thread: Conversation) -> list[Any]:
    return at_once(
        lambda: take_session(actor=agent(cast.mei), conversation_id=thread.pk),
        lambda: take_session(actor=agent(cast.tom), conversation_id=thread.pk),
    )


def test_two_agents_take_one_chat_and_one_reads_who_has_it(real_cast: Cast) -> None:
    for _ in range(5):
        thread = real_cast.thread()
        results = owners_told(real_cast, thread)
        lost = [one for one in results if isinstance(one, HeldByOther)]
        won = [one for one in results if isinstance(one, dict)]
        assert (len(won), len(lost)) == (1, 1)
        thread.refresh_from_db()
        assert won[0]["owner"]["id"] == thread.owner_id
        lines = Entry.objects.filter(conversation_id=thread.pk, text="session.taken")
        assert lines.count() == 1


def test_without_the_lock_that_race_is_lost(real_cast: Cast) -> None:
    thread = real_cast.thread()
    with lock_off():
        results = owners_told(real_cast, thread)
    assert not any(isinstance(one, HeldByOther) for one in results)


def test_the_same_words_twice_at_once_are_stored_once(real_cast: Cast) -> None:
    thread = real_cast.thread()
    once = uuid4()

    def job() -> Sent:
        return send_message(
            speaker=buyer_of(real_cast.shop.pk),
            conversation_id=thread.pk,
            client_id=once,
            text="就一次",
        )

    results = at_once(job, job, job)
    assert {one.seq for one in results} == {2}
    assert sorted(one.duplicate for one in results) == [False, True, True]
    assert Entry.objects.filter(conversation_id=thread.pk, client_id=once).count() == 1


def test_twenty_senders_leave_no_hole(real_cast: Cast) -> None:
    thread = real_cast.thread()
    ids = [uuid4() for _ in range(20)]

    def job(client_id: UUID) -> Callable[[], Sent]:
        return lambda: send_message(
            speaker=buyer_of(real_cast.shop.pk),
            conversation_id=thread.pk,
            client_id=client_id,
            text=str(client_id),
        )

    results = at_once(*map(job, ids))
    assert sorted(one.seq for one in results) == list(range(2, 22))
    thread.refresh_from_db()
    assert (thread.last_seq, thread.unread) == (21, 21)


def test_two_messages_after_finishing_open_one_session(real_cast: Cast) -> None:
    thread = real_cast.thread()
    finish_session(actor=agent(real_cast.qin), conversation_id=thread.pk)

    def job() -> Sent:
        return send_message(
            speaker=buyer_of(real_cast.shop.pk),
            conversation_id=thread.pk,
            client_id=uuid4(),
            text="再问一句",
        )

    results = at_once(job, job)
    assert [one.session for one in results] == [2, 2]
    assert ChatSession.objects.filter(conversation=thread).count() == 2


def test_a_message_and_finishing_at_once_lose_nothing(real_cast: Cast) -> None:
    for _ in range(5):
        thread = real_cast.thread()
        take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
        sent, row = at_once(
            lambda thread=thread: send_message(
                speaker=buyer_of(real_cast.shop.pk),
                conversation_id=thread.pk,
                client_id=uuid4(),
                text="等等",
            ),
            lambda thread=thread: finish_session(
                actor=agent(real_cast.mei), conversation_id=thread.pk
            ),
        )
        assert isinstance(sent, Sent), sent
        assert row["state"] == "finished"
        thread.refresh_from_db()
        # Said before the end it belongs to the first session, afterwards it opened the second.
        expected = ("finished", 1) if sent.session == 1 else ("waiting", 2)
        assert (thread.state, thread.session_number) == expected


def test_a_visitor_in_two_tabs_gets_one_thread(real_cast: Cast) -> None:
    key = uuid4().hex
    results = at_once(*[lambda: start_conversation(shop_id=real_cast.shop.pk, visitor_key=key)] * 4)
    assert len({one.pk for one in results}) == 1


def test_the_database_itself_refuses_a_thread_of_two_shops(real_cast: Cast) -> None:
    thread = real_cast.thread()
    with pytest.raises(DatabaseError), transaction.atomic():
        Conversation.objects.filter(pk=thread.pk).update(owner_id=real_cast.oleg.pk, state="active")
