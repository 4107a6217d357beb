"""Who gets a chat, from the first message to the last."""

from datetime import timedelta

import pytest

from conversations.actions.routing import route_waiting
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.sweeping import sweep
from conversations.actions.unanswered import move_unanswered
from conversations.models import Assignment, ChatSession, Conversation, Entry
from conversations.queries.explaining import why_of
from conversations.queries.queue import head_of_queue
from conversations.routing_rules import RULES
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.clock import now
from helpdesk.team.actions.arranging import save_skill, set_place
from helpdesk.team.actions.typing import TYPING_SQL
from helpdesk.team.models import Presence
from tests.cast import Cast, agent, route, send
from tests.routing.people import at_work, given_ago, owner_of, steps


def test_the_machine_gives_out_chats_unless_a_shop_says_otherwise() -> None:
    presets = {rule.name: rule.preset for rule in RULES}
    assert presets["routing.mode"] == "automatic"


def test_a_new_chat_goes_to_whoever_accepts(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread("有吗")
    assert owner_of(thread) == cast.mei.pk
    assert thread.state == "active" and thread.unanswered_since is not None
    assert steps(thread) == ["routed"]
    lines = Entry.objects.filter(conversation_id=thread.pk).order_by("seq")
    assert [(one.kind, one.text, one.author_name) for one in lines] == [
        ("message", "有吗", None),
        ("system", "session.assigned", "小梅"),
    ]
    told = AuditEntry.objects.get(shop=cast.shop, verb="session.routed")
    assert told.actor is None and told.data["to"] == "小梅"


def test_in_a_shop_whose_agents_pick_nothing_is_given_out(cast: Cast) -> None:
    at_work(cast.mei)
    thread = cast.thread()
    sweep()
    assert owner_of(thread) is None
    assert head_of_queue(cast.shop.pk, 10) == {}


def test_chats_are_shared_out_and_nobody_gets_more_than_fits(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 2, "peak": 3})
    at_work(cast.mei, cast.tom)
    threads = [cast.thread(str(number)) for number in range(5)]
    owners = [owner_of(thread) for thread in threads]
    assert sorted(owners[:4], key=str) == sorted([cast.mei.pk, cast.tom.pk] * 2, key=str)
    assert owners[4] is None
    assert owners[0] != owners[1]


def test_finishing_one_lets_the_first_of_the_queue_in(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 1, "peak": 1})
    at_work(cast.mei)
    first, second, third = cast.thread("一"), cast.thread("二"), cast.thread("三")
    assert [owner_of(one) for one in (first, second, third)] == [cast.mei.pk, None, None]
    assert [one["ahead"] for one in head_of_queue(cast.shop.pk, 10).values()] == [0, 1]
    finish_session(actor=agent(cast.mei), conversation_id=first.pk)
    assert route_waiting(shop_id=cast.shop.pk) == 1
    assert [owner_of(one) for one in (second, third)] == [cast.mei.pk, None]
    assert head_of_queue(cast.shop.pk, 10)[third.pk]["ahead"] == 0


def test_nobody_passes_those_who_wait_already(cast: Cast) -> None:
    route(cast.shop)
    early = cast.thread("早来的")
    at_work(cast.mei)
    late = cast.thread("晚来的")
    assert [owner_of(early), owner_of(late)] == [None, None]
    sweep()
    assert [owner_of(early), owner_of(late)] == [cast.mei.pk] * 2
    given = Assignment.objects.filter(shop=cast.shop, how="routed").order_by("pk")
    assert list(given.values_list("conversation_id", flat=True)) == [early.pk, late.pk]


def test_a_buyer_comes_back_to_the_agent_of_last_time(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei, cast.tom)
    thread = cast.thread("第一次")
    first = owner_of(thread)
    finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    for number in range(3):
        cast.thread(f"别的 {number}")
    send(buyer_of(cast.shop.pk), thread, "又来了")
    assert owner_of(thread) == first
    assert "上次就是" in why_of(thread).answer


def test_that_was_too_long_ago(cast: Cast) -> None:
    route(cast.shop, routing__owner_days=1)
    at_work(cast.mei)
    thread = cast.thread()
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    ChatSession.objects.update(finished_at=now() - timedelta(days=2))
    at_work(cast.tom)
    send(buyer_of(cast.shop.pk), thread, "又来了")
    assert owner_of(thread) == cast.tom.pk  # mei had one more recently


def test_a_word_asks_for_whoever_can_do_it(cast: Cast) -> None:
    route(cast.shop)
    refunds = save_skill(
        actor=cast.qin, skill=None, name="退款单", words=["退款"], platforms=[], kinds=[]
    )
    at_work(cast.mei, cast.tom)
    set_place(actor=cast.qin, member=cast.tom, capacity=None, skills=[refunds])
    for _ in range(3):
        assert owner_of(cast.thread("我要退款")) == cast.tom.pk
    assert owner_of(cast.thread("在吗")) == cast.mei.pk


@pytest.mark.parametrize("state", ["busy", "leaving", "away"])
def test_whoever_does_not_accept_gets_nothing(cast: Cast, state: str) -> None:
    route(cast.shop)
    at_work(cast.mei, state=state)
    assert owner_of(cast.thread()) is None


def test_whoever_is_gone_gets_nothing_whatever_their_state_says(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei, seen_at=now() - timedelta(minutes=5))
    assert owner_of(cast.thread()) is None


def test_somebody_with_a_buyer_waiting_too_long_answers_first(cast: Cast) -> None:
    route(cast.shop, routing__answer_seconds=1800)
    at_work(cast.mei)
    old = cast.thread("等了很久")
    given_ago(old, 200)
    assert owner_of(cast.thread()) is None
    send(agent(cast.mei), old, "来了")
    sweep()
    assert Conversation.objects.filter(owner=cast.mei).count() == 2


def test_nobody_at_work_means_leaving_a_message_with_a_promise(cast: Cast) -> None:
    route(cast.shop, routing__leave_hours=3)
    thread = cast.thread()
    told = head_of_queue(cast.shop.pk, 10)[thread.pk]
    assert told["mode"] == "leave"
    opened = ChatSession.objects.get(conversation=thread).opened_at
    assert told["reply_by"] and told["reply_by"][:16] == (
        f"{opened + timedelta(hours=3):%Y-%m-%dT%H:%M}"
    )
    at_work(cast.mei, state="resting", until=now() + timedelta(minutes=5))
    assert head_of_queue(cast.shop.pk, 10)[thread.pk]["mode"] == "queue"


def test_no_answer_in_time_and_another_gets_it(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom)
    given_ago(thread, 61)
    assert move_unanswered() == 1
    assert owner_of(thread) == cast.tom.pk
    assert steps(thread) == ["routed", "moved"]
    codes = Entry.objects.filter(conversation_id=thread.pk, kind="system").order_by("seq")
    # The buyer reads who serves them now, and nothing of a colleague who did not.
    assert list(codes.values_list("text", flat=True)) == ["session.assigned"] * 2
    assert move_unanswered() == 0


def test_it_is_not_taken_from_somebody_who_writes_an_answer(cast: Cast) -> None:
    from django.db import connection

    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom)
    given_ago(thread, 61)
    with connection.cursor() as cursor:
        values = {"shop": cast.shop.pk, "member": cast.mei.pk, "conversation": thread.pk}
        cursor.execute(TYPING_SQL, values)
    assert move_unanswered() == 0
    assert owner_of(thread) == cast.mei.pk
    Presence.objects.update(typing_at=now() - timedelta(seconds=16))
    assert move_unanswered() == 1


def test_an_answered_chat_stays_however_long_the_next_answer_takes(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom)
    send(agent(cast.mei), thread, "在的")
    send(buyer_of(cast.shop.pk), thread, "那这个呢")
    moment = now() - timedelta(minutes=10)
    thread.sessions.update(taken_at=moment)
    assert move_unanswered() == 0
    assert owner_of(thread) == cast.mei.pk


def test_a_chat_that_somebody_took_themselves_is_theirs(cast: Cast) -> None:
    thread = cast.thread()
    route(cast.shop)
    at_work(cast.mei, cast.tom)
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    given_ago(thread, 600)
    assert move_unanswered() == 0


def test_after_so_many_moves_a_supervisor_looks_once(cast: Cast) -> None:
    route(cast.shop, routing__most_moves=1)
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom, cast.qin)
    given_ago(thread, 61)
    move_unanswered()
    holder = owner_of(thread)
    given_ago(thread, 61)
    assert move_unanswered() == 1
    assert owner_of(thread) == holder
    assert steps(thread) == ["routed", "moved", "escalated"]
    assert AuditEntry.objects.filter(shop=cast.shop, verb="session.escalated").count() == 1
    assert move_unanswered() == 0


def test_a_shop_may_ask_the_supervisor_at_once(cast: Cast) -> None:
    route(cast.shop, routing__unanswered="escalate")
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom)
    given_ago(thread, 61)
    move_unanswered()
    assert steps(thread) == ["routed", "escalated"]


def test_whoever_is_gone_loses_a_waiting_buyer_to_another_or_to_the_queue(cast: Cast) -> None:
    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    send(agent(cast.mei), thread, "在的")
    send(buyer_of(cast.shop.pk), thread, "人呢")
    at_work(cast.mei, state="away", since=now() - timedelta(seconds=61))
    assert move_unanswered() == 1
    assert owner_of(thread) is None
    assert (thread.state, steps(thread)) == ("waiting", ["routed", "queued"])
    at_work(cast.mei)  # back again: who has had it before may have it again
    sweep()
    assert owner_of(thread) == cast.mei.pk


def test_why_it_waits_names_everybody(cast: Cast) -> None:
    route(cast.shop, team__capacity={"normal": 1, "peak": 1})
    at_work(cast.mei)
    cast.thread("一")
    at_work(cast.tom, state="resting", until=now() + timedelta(minutes=5))
    at_work(cast.qin, state="busy")
    why = why_of(cast.thread("二"))
    assert why.title == "为什么还在排？"
    said = dict(why.lines)
    assert said.keys() == {"小梅", "汤姆", "秦越"}
    assert said["小梅"] == "满了，手上 1 / 1"
    assert said["汤姆"].startswith("小休，") and said["秦越"] == "忙，不接新的"


def test_an_open_shop_costs_a_known_number_of_questions(
    cast: Cast, django_assert_max_num_queries
) -> None:
    route(cast.shop)
    at_work(cast.mei, cast.tom, cast.qin)
    thread = cast.thread()
    finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    with django_assert_max_num_queries(45):
        send(buyer_of(cast.shop.pk), thread, "又来了")
    with django_assert_max_num_queries(8):
        send(buyer_of(cast.shop.pk), thread, "第二句")


def test_neither_a_clock_put_back_nor_a_failing_part_stops_the_queue(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The buyer seems to have come in two hours' time; presences cannot be looked at."""

    def fail() -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("conversations.actions.sweeping.settle_presences", fail)
    route(cast.shop)
    thread = cast.thread()
    thread.sessions.update(opened_at=now() + timedelta(hours=2))
    at_work(cast.mei)
    sweep()
    assert owner_of(thread) == cast.mei.pk
    assert Assignment.objects.get(conversation=thread, how="routed").queued_seconds == 0
