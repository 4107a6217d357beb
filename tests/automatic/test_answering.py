"""What the machine says, when, and how little it changes."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from conversations.actions.sessions import finish_session
from conversations.actions.sweeping import sweep
from conversations.models import AutomaticAnswer, Conversation, Entry
from conversations.queries.automatic import owed
from conversations.speaker import buyer_of
from helpdesk.kernel.clock import now
from helpdesk.team.actions.peaking import start_peak
from tests.automatic.speaking import (
    GREETING,
    NINE_TO_SIX,
    QUEUED,
    STILL,
    answered,
    asked_at,
    clock_at,
    routed,
    speak,
    spoken,
    waits_since,
    why,
)
from tests.cast import Cast, agent, route, send
from tests.routing.people import at_work


def test_the_first_words_are_greeted_in_the_shops_name(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread("在吗，我的衣服到哪了")
    before = Conversation.objects.get(pk=thread.pk)
    assert answered(thread)
    assert spoken(thread) == [GREETING]
    entry = Entry.objects.get(conversation_id=thread.pk, side="auto")
    assert (entry.kind, entry.author_id, entry.author_name) == ("message", None, "小满")
    after = Conversation.objects.get(pk=thread.pk)
    assert (after.last_seq, after.version > before.version) == (before.last_seq + 1, True)
    for field in ("last_text", "last_side", "last_at", "unread", "unanswered_since", "owner_id"):
        assert getattr(after, field) == getattr(before, field), field
    assert after.unread == 1 and after.last_text == "在吗，我的衣服到哪了"


def test_nothing_is_said_twice_whoever_asks(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    assert answered(thread) and not answered(thread)
    sweep()
    assert spoken(thread) == [GREETING]
    row = AutomaticAnswer.objects.get(conversation=thread)
    with pytest.raises(IntegrityError, match="automatic_answer_once"), transaction.atomic():
        AutomaticAnswer.objects.create(
            **{
                name: getattr(row, name)
                for name in ("shop", "conversation", "session_number", "asked_at", "slot", "why")
            },
            at=now(),
        )


def test_what_a_dead_process_left_owed_is_said_by_the_sweep(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    assert owed(now()) == [(cast.shop.pk, thread.pk)]
    sweep()
    assert spoken(thread) == [GREETING] and owed(now()) == []


def test_ten_messages_get_one_answer(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread("一")
    for number in range(9):
        send(buyer_of(cast.shop.pk), thread, str(number))
        answered(thread)
    assert spoken(thread) == [GREETING]
    thread.refresh_from_db()
    assert thread.unread == 10


def test_after_a_persons_answer_nothing_is_owed(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    send(agent(cast.mei), thread, "在的")
    assert not answered(thread) and owed(now()) == []
    send(buyer_of(cast.shop.pk), thread, "几天到")
    assert answered(thread)
    assert spoken(thread) == [] and why(thread) == [("opening", "", "greeted_by_person")]


def test_in_the_queue_the_buyer_hears_the_place(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 1, "peak": 2})
    speak(cast.shop)
    at_work(cast.mei)
    cast.thread("占着位置")
    first, second = cast.thread("第一个等的"), cast.thread("第二个等的")
    sweep()
    assert spoken(first) == [QUEUED]
    assert spoken(second) == [QUEUED.replace("下一位就是您", "您前面还有 1 位")]


def test_in_peak_mode_the_same_buyer_finds_a_place(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 1, "peak": 2})
    speak(cast.shop)
    at_work(cast.mei)
    cast.thread("占着位置")
    start_peak(actor=cast.qin, hours=1)
    thread = cast.thread()
    answered(thread)
    assert spoken(thread) == [GREETING]


def test_nobody_at_work_promises_one_time(cast: Cast) -> None:
    routed(cast)
    thread = cast.thread()
    told = asked_at(thread, 2026, 11, 26, 10, 0)
    assert told == ["您好，这里是小满，客服这会儿走开了，您的消息已经收下。今天 22:00 前回您。"]


def test_off_hours_names_the_next_opening_by_the_shops_clock(cast: Cast) -> None:
    routed(cast)
    speak(cast.shop, shop__business_hours=NINE_TO_SIX)
    thread = cast.thread()
    (told,) = asked_at(thread, 2026, 11, 26, 22, 30)  # a Thursday
    assert "现在休息" in told and "明天 9:00 上班" in told
    (friday,) = asked_at(cast.thread(), 2026, 11, 27, 22, 30)
    assert "周一 9:00 上班" in friday


def test_a_holiday_and_the_sunday_that_is_worked_for_it(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    days = [
        {"date": "2026-10-01", "name": "国庆节", "times": []},
        {"date": "2026-10-02", "name": "国庆节", "times": []},
        {"date": "2026-10-10", "name": "国庆节调休", "times": [["09:00", "18:00"]]},
    ]
    speak(cast.shop, shop__business_hours=NINE_TO_SIX, shop__holidays=days)
    first, second, third = cast.thread(), cast.thread(), cast.thread()
    (holiday,) = asked_at(first, 2026, 10, 1, 10, 0)  # a Thursday
    assert "周一 9:00 上班" in holiday
    assert asked_at(second, 2026, 10, 10, 10, 0) == [GREETING]  # a Saturday
    (sunday,) = asked_at(third, 2026, 10, 11, 10, 0)
    assert "明天 9:00 上班" in sunday


def test_what_is_asked_in_the_closing_minute_is_asked_in_hours(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    speak(cast.shop, shop__business_hours=NINE_TO_SIX)
    assert asked_at(cast.thread(), 2026, 11, 26, 17, 59, 59) == [GREETING]
    (closed,) = asked_at(cast.thread(), 2026, 11, 26, 18, 0, 0)
    assert "现在休息" in closed
    (early,) = asked_at(cast.thread(), 2026, 11, 26, 8, 59, 59)
    assert "今天 9:00 上班" in early


def test_still_here_is_said_once_in_a_wait_and_not_at_once(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    answered(thread)
    began = now()
    with clock_at(began + timedelta(seconds=59)):
        assert not answered(thread)
    with clock_at(began + timedelta(seconds=61)):
        assert answered(thread) and not answered(thread)
    with clock_at(began + timedelta(minutes=20)):
        assert not answered(thread)
    assert spoken(thread) == [GREETING, STILL]
    thread.refresh_from_db()
    assert thread.unread == 1 and thread.unanswered_since is not None


def test_still_here_waits_for_the_shops_seconds_in_the_sweep_too(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    answered(thread)
    assert owed(now() + timedelta(seconds=59)) == []
    assert owed(now() + timedelta(seconds=61)) == [(cast.shop.pk, thread.pk)]
    speak(cast.shop, automatic__still_seconds=300)
    assert owed(now() + timedelta(seconds=61)) == []


def test_an_answer_that_is_an_hour_late_is_not_given(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    waits_since(thread, now() - timedelta(hours=2))
    assert owed(now()) == [] and not answered(thread)


def test_the_next_reception_is_greeted_again(cast: Cast) -> None:
    routed(cast)
    at_work(cast.mei)
    thread = cast.thread()
    answered(thread)
    send(agent(cast.mei), thread, "在的")
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(buyer_of(cast.shop.pk), thread, "又来了")
    answered(thread)
    assert spoken(thread) == [GREETING, GREETING]
