"""An answer ends the buyer's wait and leaves a turn, in the statement that stores it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.actions.finishing_many import reopen_batch
from conversations.actions.recalling import recall_message
from conversations.actions.sending import send_message
from conversations.actions.sending_files import send_file
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.turns_sql import TURNS_OF_ENTRIES_SQL
from conversations.models import Conversation, Turn
from conversations.speaker import buyer_of
from conversations.uploader import Uploader
from tests.cast import Cast, agent, send
from tests.files.handed import from_desk
from tests.files.made import picture

FIELDS = ("session_number", "answer_seq", "member_id", "is_first")


def turns(conversation: Conversation) -> list[tuple[object, ...]]:
    found = Turn.objects.filter(conversation=conversation).order_by("asked_at")
    return list(found.values_list(*FIELDS))


def talk(cast: Cast) -> Conversation:
    """Asked twice, answered twice in a row, asked again, answered; then a new session."""
    thread = cast.thread("在吗")
    send(buyer_of(cast.shop.pk), thread, "有货吗")
    send(agent(cast.mei), thread, "在的")
    send(agent(cast.mei), thread, "有货")
    send(buyer_of(cast.shop.pk), thread, "几天到")
    send(agent(cast.mei), thread, "三天")
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(buyer_of(cast.shop.pk), thread, "还在吗")
    return thread


def test_a_run_of_questions_and_answers_is_one_turn(cast: Cast) -> None:
    thread = talk(cast)
    mei = cast.mei.pk
    assert [(one[0], *one[2:]) for one in turns(thread)] == [(1, mei, True), (1, mei, False)]
    thread.refresh_from_db()
    assert thread.unanswered_since is not None, "the new session's question waits"


def test_who_finishes_with_a_buyer_waiting_leaves_it_on_record(cast: Cast) -> None:
    thread = cast.thread("在吗")
    take_session(actor=agent(cast.tom), conversation_id=thread.pk)
    finish_session(actor=agent(cast.tom), conversation_id=thread.pk)
    assert turns(thread) == [(1, None, cast.tom.pk, False)]


def test_the_same_answer_sent_again_makes_no_second_turn(cast: Cast) -> None:
    thread, words = cast.thread("在吗"), uuid4()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    for _ in range(2):
        send_message(speaker=agent(cast.mei), conversation_id=thread.pk, client_id=words, text="在")
    assert len(turns(thread)) == 1


def test_the_first_of_a_session_is_one_even_when_a_statement_saw_none(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在")
    one = Turn.objects.get(conversation=thread)
    one.pk, one.asked_at = None, one.asked_at + timedelta(microseconds=1)
    with pytest.raises(Exception, match="turn_one_first_a_session"), connection.cursor():
        one.save(force_insert=True)


def test_turns_read_back_out_of_entries_are_those_written(cast: Cast) -> None:
    thread = talk(cast)
    reply, mine = uuid4(), Uploader(speaker=agent(cast.mei), conversation_id=thread.pk)
    from_desk(cast.mei, thread, picture(), client_id=reply)
    send_file(uploader=mine, client_id=reply)
    quiet = cast.thread("没人理我")
    take_session(actor=agent(cast.mei), conversation_id=quiet.pk)
    finish_session(actor=agent(cast.mei), conversation_id=quiet.pk)
    written = [turns(thread), turns(quiet)]
    Turn.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(TURNS_OF_ENTRIES_SQL.format(which="shop_id = %s"), [cast.shop.pk])
    assert [turns(thread), turns(quiet)] == written


def recall(thread: Conversation, cast: Cast, seq: int) -> None:
    recall_message(speaker=agent(cast.mei), conversation_id=thread.pk, seq=seq, client_id=uuid4())


def test_an_answer_taken_back_ends_nothing_until_the_next(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在")
    (first,) = Turn.objects.filter(conversation=thread)
    recall(thread, cast, first.answer_seq or 0)
    assert turns(thread) == []
    thread.refresh_from_db()
    assert thread.unanswered_since == first.asked_at
    send(agent(cast.mei), thread, "在的")
    (again,) = Turn.objects.filter(conversation=thread)
    assert (again.asked_at, again.is_first) == (first.asked_at, True)
    assert (again.answer_seq or 0) > (first.answer_seq or 0)


def test_an_answer_taken_back_after_another_lends_its_turn_to_that_one(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在")
    (first,) = Turn.objects.filter(conversation=thread)
    send(buyer_of(cast.shop.pk), thread, "几天到")
    send(agent(cast.mei), thread, "三天")
    second = Turn.objects.filter(conversation=thread).exclude(pk=first.pk).get()
    recall(thread, cast, first.answer_seq or 0)
    (left,) = Turn.objects.filter(conversation=thread)
    assert (left.asked_at, left.ended_at) == (first.asked_at, second.ended_at)
    assert (left.answer_seq, left.is_first) == (second.answer_seq, True)


def test_an_answer_taken_back_after_the_end_leaves_the_buyer_unanswered(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在")
    (first,) = Turn.objects.filter(conversation=thread)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    recall(thread, cast, first.answer_seq or 0)
    assert turns(thread) == [(1, None, cast.mei.pk, False)]


def test_an_end_that_is_taken_back_leaves_the_buyer_waiting_as_before(cast: Cast) -> None:
    thread, batch = cast.thread("在吗"), uuid4()
    since = thread.unanswered_since
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk, batch=batch)
    assert turns(thread) == [(1, None, cast.mei.pk, False)]
    assert reopen_batch(actor=agent(cast.mei), batch=batch) == 1
    thread.refresh_from_db()
    assert (thread.unanswered_since, turns(thread)) == (since, [])
    send(agent(cast.mei), thread, "在的")
    assert [one[2:] for one in turns(thread)] == [(cast.mei.pk, True)]


def test_an_answer_costs_no_statement_more(cast: Cast) -> None:
    thread = cast.thread("在吗")
    send(agent(cast.mei), thread, "在")
    with CaptureQueriesContext(
        connection,
    ) as plain:
        send(agent(cast.mei), thread, "有货")
    send(buyer_of(cast.shop.pk), thread, "几天到")
    with CaptureQueriesContext(connection) as answer:
        send(agent(cast.mei), thread, "三天")
    assert len(answer) == len(plain)
