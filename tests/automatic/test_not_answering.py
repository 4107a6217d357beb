"""Where the machine says something else, less or nothing, and what it leaves alone."""

from uuid import uuid4

from conversations.actions.sending import send_message
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.unanswered import move_unanswered
from conversations.models import SessionState
from conversations.queries.automatic import owed
from conversations.speaker import buyer_of
from helpdesk.kernel.clock import now
from tests.automatic.speaking import GREETING, answered, routed, speak, spoken
from tests.cast import Cast, agent, route, send
from tests.routing.people import at_work, given_ago, steps


def test_who_reads_english_is_answered_in_english(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread("Hello, is this jacket in stock?")
    answered(thread)
    assert spoken(thread) == [
        "Hello, this is 小满. We have your message and are looking into it. "
        "小梅 will be with you in a moment."
    ]


def test_a_shop_that_wrote_no_english_answers_in_chinese(cast: Cast) -> None:
    route(cast.shop)
    words = {"on": True, "again": 0, "zh": "{店名}收到了。", "en": ""}
    speak(cast.shop, automatic__greeting=words)
    at_work(cast.mei)
    thread = cast.thread("Hello, is this jacket in stock?")
    answered(thread)
    assert spoken(thread) == ["小满收到了。"]


def test_a_shop_that_does_not_want_it_says_nothing(cast: Cast) -> None:
    route(cast.shop)
    speak(cast.shop, automatic__on=False)
    at_work(cast.mei)
    thread = cast.thread()
    assert not answered(thread) and owed(now()) == []


def test_where_agents_pick_the_first_words_are_greeted_without_a_name(cast: Cast) -> None:
    speak(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    answered(thread)
    assert spoken(thread) == ["您好，这里是小满，消息收到了，正在看。"]
    thread.refresh_from_db()
    assert thread.state == SessionState.WAITING


def test_the_machine_does_not_hold_up_the_seconds_of_the_agents(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    answered(thread)
    at_work(cast.tom)
    given_ago(thread, 61)
    assert move_unanswered() == 1
    assert steps(thread) == ["routed", "moved"]


def test_a_reception_that_the_shop_began_needs_no_greeting(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    send(agent(cast.mei), thread, "您的包裹到杭州了")
    send(buyer_of(cast.shop.pk), thread, "好的")
    answered(thread)
    assert spoken(thread) == []


def test_taking_a_chat_by_hand_is_no_answer(cast: Cast) -> None:
    speak(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    answered(thread)
    assert spoken(thread) == [GREETING]


def test_what_was_sent_twice_begins_one_wait(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    once = uuid4()
    sent = [
        send_message(
            speaker=buyer_of(cast.shop.pk), conversation_id=thread.pk, client_id=once, text="在"
        )
        for _ in range(2)
    ]
    assert [one.begins_wait for one in sent] == [False, False]
    answered(thread)
    send(agent(cast.mei), thread, "在的")
    assert send(buyer_of(cast.shop.pk), thread, "那个").begins_wait
