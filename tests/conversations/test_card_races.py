"""Two people at one card at the same moment. Each race also runs with the lock off, and must then
be lost: the proof that it is the lock which wins it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.db.utils import IntegrityError

from conversations.access import conversation_of
from conversations.actions import answering_cards, sending_cards
from conversations.actions.recalling import recall_message
from conversations.actions.stored import Sent
from conversations.card_errors import CardAnswered, CardRecalled
from conversations.models import Card, Conversation, Entry
from helpdesk.commerce.access import order_of
from helpdesk.commerce.models import Order
from helpdesk.kernel.errors import HelpdeskError
from tests.cast import Cast, agent
from tests.conversations.carded import ask, card, entry, ordered, say
from tests.conversations.test_races import at_once


@contextmanager
def locks_off() -> Iterator[None]:
    """Fetch without a lock, and let both threads read the thread before either writes."""
    gate = threading.Barrier(2)

    def unlocked(shop_id: int, conversation_id: int) -> Conversation:
        found = conversation_of(shop_id, conversation_id)
        gate.wait(10)
        return found

    def unlocked_order(shop_id: int, order_id: int) -> Order:
        return order_of(shop_id, order_id)

    with (
        patch.object(answering_cards, "locked_conversation", unlocked),
        patch.object(sending_cards, "locked_conversation", unlocked),
        patch.object(sending_cards, "locked_order", unlocked_order),
    ):
        yield


def answered_twice(thread: Conversation, seq: int) -> list[Any]:
    return at_once(
        lambda: say(thread, seq, "right"),
        lambda: say(thread, seq, "change"),
    )


def test_of_two_answers_at_once_one_counts_and_the_other_reads_it(real_cast: Cast) -> None:
    for _ in range(5):
        thread = real_cast.thread()
        sent = ask(real_cast.mei, thread, ordered(real_cast, thread))
        results = answered_twice(thread, sent.seq)
        won = [one for one in results if isinstance(one, Sent)]
        lost = [one for one in results if isinstance(one, CardAnswered)]
        assert (len(won), len(lost)) == (1, 1), results
        says = entry(thread, won[0].seq).card["says"]
        assert card(thread, sent.seq).state == says
        assert {"right": "地址没错", "change": "要改"}[says] in lost[0].said()
        assert Entry.objects.filter(conversation_id=thread.pk, kind="answer").count() == 1


def test_without_the_lock_both_answers_are_taken_for_the_first(real_cast: Cast) -> None:
    thread = real_cast.thread()
    sent = ask(real_cast.mei, thread, ordered(real_cast, thread))
    with locks_off():
        results = answered_twice(thread, sent.seq)
    assert not any(isinstance(one, HelpdeskError) for one in results), results


def test_asked_twice_at_once_one_question_is_open(real_cast: Cast) -> None:
    for _ in range(5):
        thread = real_cast.thread()
        order = ordered(real_cast, thread)
        ask(real_cast.mei, thread, order)
        results = at_once(*[lambda t=thread, o=order: ask(real_cast.mei, t, o)] * 3)
        assert all(isinstance(one, Sent) for one in results), results
        cards = Card.objects.filter(conversation_id=thread.pk).order_by("seq")
        states = list(cards.values_list("state", flat=True))
        assert states == ["superseded", "superseded", "superseded", "waiting"]
        chain = Entry.objects.filter(conversation_id=thread.pk, kind="card").order_by("seq")
        seqs, targets = zip(*chain.values_list("seq", "target"), strict=True)
        assert targets == (None, *seqs[:-1])


def test_without_the_locks_the_database_refuses_the_second_question(real_cast: Cast) -> None:
    thread = real_cast.thread()
    order = ordered(real_cast, thread)
    with locks_off():
        results = at_once(*[lambda: ask(real_cast.mei, thread, order)] * 2)
    assert any(isinstance(one, IntegrityError) for one in results), results
    assert Card.objects.filter(conversation_id=thread.pk, state="waiting").count() <= 1


def test_an_answer_and_a_recall_at_once_agree(real_cast: Cast) -> None:
    for _ in range(5):
        thread = real_cast.thread()
        sent = ask(real_cast.mei, thread, ordered(real_cast, thread))
        answer, recall = at_once(
            lambda t=thread, s=sent: say(t, s.seq, "change"),
            lambda t=thread, s=sent: recall_message(
                speaker=agent(real_cast.mei), conversation_id=t.pk, seq=s.seq, client_id=uuid4()
            ),
        )
        assert isinstance(recall, int)
        assert isinstance(answer, Sent | CardRecalled)
        assert (card(thread, sent.seq).state, card(thread, sent.seq).wish_sealed) == (
            "recalled",
            None,
        )
        seqs = Entry.objects.filter(conversation_id=thread.pk).order_by("seq")
        assert list(seqs.values_list("seq", flat=True)) == list(range(1, seqs.count() + 1))
