"""The machine and people at the same moment. Each race is also run with the lock off, and must
then fail."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from conversations.access import conversation_of
from conversations.actions import answering_automatically
from conversations.actions.sending import send_message
from conversations.actions.stored import Sent
from conversations.actions.sweeping import sweep
from conversations.models import AutomaticAnswer, Conversation, Entry
from conversations.queries.automatic import Facts
from conversations.speaker import buyer_of
from tests.automatic.speaking import answered, speak, spoken
from tests.cast import Cast, agent, route, send
from tests.conversations.test_races import at_once
from tests.routing.people import at_work


@pytest.fixture
def waiting(real_cast: Cast) -> Callable[[], Conversation]:
    """A new chat in Mei's hands whose greeting is owed."""
    route(real_cast.shop)
    speak(real_cast.shop)
    at_work(real_cast.mei)
    return real_cast.thread


def mei_answers(cast: Cast, thread: Conversation) -> Sent:
    return send(agent(cast.mei), thread, "在的")


@contextmanager
def slow_machine(*, locked: bool, until: threading.Event) -> Iterator[threading.Event]:
    """The machine has read how the chat stands and then takes its time, with or without the
    lock; it says when it has read."""
    has_read = threading.Event()
    read = answering_automatically.facts_of

    def slow(*args: Any, **kwargs: Any) -> Facts:
        found = read(*args, **kwargs)
        has_read.set()
        until.wait(1)
        return found

    fetch = answering_automatically.locked_if_free if locked else conversation_of
    with (
        patch.object(answering_automatically, "locked_if_free", fetch),
        patch.object(answering_automatically, "facts_of", slow),
    ):
        yield has_read


def answered_meanwhile(cast: Cast, thread: Conversation, *, locked: bool) -> list[Any]:
    """Mei's answer arrives while the machine is between reading and speaking."""
    done = threading.Event()
    with slow_machine(locked=locked, until=done) as has_read:

        def answer() -> None:
            assert has_read.wait(10)
            mei_answers(cast, thread)
            done.set()

        return at_once(answer, lambda: answered(thread))


def sides(thread: Conversation) -> list[str]:
    rows = Entry.objects.filter(conversation_id=thread.pk, kind="message").order_by("seq")
    return list(rows.values_list("side", flat=True))


def test_an_agent_who_is_answering_is_not_spoken_over(
    real_cast: Cast, waiting: Callable[[], Conversation]
) -> None:
    """The deterministic one: the agent's answer is under way and not yet committed."""
    thread = waiting()
    begun, go_on = threading.Event(), threading.Event()

    def answer() -> None:
        with transaction.atomic():
            mei_answers(real_cast, thread)
            begun.set()
            assert go_on.wait(10)

    def machine() -> bool:
        assert begun.wait(10)
        decided = answered(thread)  # the row is held: it is left to the next sweep
        go_on.set()
        return decided

    results = at_once(answer, machine)
    assert results == [None, False]
    sweep()
    assert spoken(thread) == [] and sides(thread) == ["buyer", "agent"]


def test_answer_and_greeting_at_once_never_in_the_wrong_order(
    real_cast: Cast, waiting: Callable[[], Conversation]
) -> None:
    for _ in range(8):
        thread = waiting()
        results = at_once(lambda t=thread: mei_answers(real_cast, t), lambda t=thread: answered(t))
        assert isinstance(results[0], Sent), results
        sweep()
        assert sides(thread) in (["buyer", "agent"], ["buyer", "auto", "agent"])
        thread.refresh_from_db()
        assert thread.unanswered_since is None and thread.unread == 0


def test_an_answer_waits_for_the_greeting_that_has_begun(
    real_cast: Cast, waiting: Callable[[], Conversation]
) -> None:
    thread = waiting()
    assert answered_meanwhile(real_cast, thread, locked=True) == [None, True]
    assert sides(thread) == ["buyer", "auto", "agent"]


def test_without_the_lock_the_machine_would_greet_after_the_agent(
    real_cast: Cast, waiting: Callable[[], Conversation]
) -> None:
    thread = waiting()
    _, machine = answered_meanwhile(real_cast, thread, locked=False)
    # Only because the next number is taken by then does nothing worse come of it.
    assert isinstance(machine, IntegrityError)
    assert sides(thread) == ["buyer", "agent"]


def test_two_workers_and_two_tabs_say_it_once(
    real_cast: Cast, waiting: Callable[[], Conversation]
) -> None:
    for _ in range(5):
        thread = waiting()

        def tab(thread: Conversation = thread) -> Any:
            return send_message(
                speaker=buyer_of(real_cast.shop.pk),
                conversation_id=thread.pk,
                client_id=uuid4(),
                text="在吗",
            )

        results = at_once(sweep, sweep, lambda t=thread: answered(t), tab, tab)
        assert not [one for one in results if isinstance(one, Exception)], results
        sweep()
        assert len(spoken(thread)) == 1
        seqs = Entry.objects.filter(conversation_id=thread.pk).order_by("seq")
        assert list(seqs.values_list("seq", flat=True)) == list(range(1, seqs.count() + 1))


def test_without_the_lock_only_the_database_keeps_two_workers_apart(
    real_cast: Cast, waiting: Callable[[], Conversation]
) -> None:
    thread = waiting()
    gate = threading.Barrier(2)

    def unlocked(shop_id: int, conversation_id: int) -> Conversation:
        found = conversation_of(shop_id, conversation_id)
        gate.wait(10)
        return found

    with patch.object(answering_automatically, "locked_if_free", unlocked):
        results = at_once(lambda: answered(thread), lambda: answered(thread))
    assert len([one for one in results if isinstance(one, IntegrityError)]) == 1
    assert AutomaticAnswer.objects.filter(conversation=thread).count() == 1
