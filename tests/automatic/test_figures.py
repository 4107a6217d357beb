"""What the machine says is in no human figure: the same talk with it and without it gives the
same turns and the same figures."""

from datetime import datetime, timedelta

from django.db import connection

from conversations.actions.sessions import finish_session
from conversations.actions.turns_sql import TURNS_OF_ENTRIES_SQL
from conversations.models import Conversation, Entry, Turn
from conversations.queries.response_figures import ResponseFigures, session_figures
from conversations.speaker import buyer_of
from helpdesk.kernel.clock import now
from tests.automatic.speaking import answered, clock_at, speak, spoken, waits_since
from tests.cast import Cast, agent, route, send
from tests.routing.people import at_work


def asked(cast: Cast, thread: Conversation, words: str, ago: float) -> None:
    """The buyer asked so many seconds ago, and the machine has had its say, twice."""
    send(buyer_of(cast.shop.pk), thread, words)
    begun(thread, ago)


def begun(thread: Conversation, ago: float) -> None:
    moment = now() - timedelta(seconds=ago)
    waits_since(thread, moment)
    for later in (2, ago - 1):
        with clock_at(moment + timedelta(seconds=later)):
            answered(thread)


def talk(cast: Cast) -> Conversation:
    """Answered after 90 s and after 20 s; finished with a third question open for 70 s."""
    thread = cast.thread("在吗")
    begun(thread, 90)
    send(agent(cast.mei), thread, "在的")
    asked(cast, thread, "几天到", 20)
    send(agent(cast.mei), thread, "三天")
    asked(cast, thread, "还有蓝色吗", 70)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    return thread


def told(thread: Conversation) -> list[tuple[object, ...]]:
    """Each turn: by whom, first or not, answered or not, in whole seconds."""
    rows = Turn.objects.filter(conversation=thread).order_by("pk")
    return [
        (
            row.member_id,
            row.is_first,
            row.answer_seq is not None,
            seconds(row.asked_at, row.ended_at),
        )
        for row in rows
    ]


def seconds(begin: datetime, end: datetime) -> int:
    return round((end - begin).total_seconds() / 5) * 5


def figures(cast: Cast, thread: Conversation) -> ResponseFigures:
    return session_figures(cast.shop, conversation_id=thread.pk, session=1)


def test_turns_and_figures_are_the_same_with_the_machine_and_without(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    silent = talk(cast)
    speak(cast.shop)
    loud = talk(cast)
    assert (len(spoken(silent)), len(spoken(loud))) == (0, 2)  # a greeting, and still here
    wanted = [
        (cast.mei.pk, True, True, 90),
        (cast.mei.pk, False, True, 20),
        (cast.mei.pk, False, False, 70),
    ]
    assert told(silent) == told(loud) == wanted
    before, after = figures(cast, silent), figures(cast, loud)
    assert round(after.first.seconds or 0, -1) == round(before.first.seconds or 0, -1) == 90
    assert after.first.counted == before.first.counted == 1
    assert after.average.counted == before.average.counted == 2
    assert after.reached == before.reached
    assert after.left_out == before.left_out == {"unanswered": 1}


def test_turns_read_back_out_of_entries_leave_the_machine_out(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    speak(cast.shop)
    thread = cast.thread("在吗")
    answered(thread)
    send(agent(cast.mei), thread, "在的")
    written = list(Turn.objects.filter(conversation=thread).values_list("answer_seq", flat=True))
    Turn.objects.filter(conversation=thread).delete()
    with connection.cursor() as cursor:
        cursor.execute(TURNS_OF_ENTRIES_SQL.format(which=f"conversation_id = {thread.pk}"))
    again = list(Turn.objects.filter(conversation=thread).values_list("answer_seq", flat=True))
    answer = Entry.objects.get(conversation_id=thread.pk, side="agent").seq
    assert written == again == [answer]
