"""A chat that cannot be dealt with holds up no other in any sweep, and is tried again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from conversations import tasks
from conversations.actions import (
    answering_automatically,
    blocking,
    finishing_many,
    routing,
    snoozing,
    unanswered,
)
from conversations.actions.blocking import lift_ended_blocks
from conversations.actions.finishing_many import finish_idle
from conversations.actions.sessions import take_session
from conversations.actions.snoozing import wake_snoozed
from conversations.actions.unanswered import move_unanswered
from conversations.models import Block, Conversation
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.team.actions import settling
from helpdesk.team.actions.settling import settle_presences
from helpdesk.team.models import Presence
from tests.automatic.speaking import GREETING, routed, spoken
from tests.cast import Cast, agent, route, send
from tests.conversations.test_blacklist import blocked
from tests.conversations.test_endings import answered, states
from tests.conversations.test_snoozing import due, held, off
from tests.routing.people import at_work, given_ago, owner_of

Breaks = Callable[[Any, str, Callable[..., bool]], None]


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Breaks:
    """A part of the product that fails where ``is_bad`` says so of what it is given."""

    def broken(module: Any, name: str, is_bad: Callable[..., bool]) -> None:
        real = getattr(module, name)

        def sometimes(*given: Any, **named: Any) -> Any:
            if is_bad(*given, **named):
                raise ValueError("a bug")
            return real(*given, **named)

        monkeypatch.setattr(module, name, sometimes)

    return broken


def test_a_chat_put_off_that_cannot_be_brought_back(cast: Cast, breaks: Breaks) -> None:
    bad, good = held(cast), held(cast)
    for thread in (bad, good):
        off(cast, thread)
        due(thread)
    Conversation.objects.filter(pk=bad.pk).update(snoozed_until=now() - timedelta(hours=1))
    breaks(snoozing, "save_conversation", lambda thread: thread.pk == bad.pk)
    assert (wake_snoozed(), wake_snoozed()) == (1, 0)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.snoozed_until is None and bad.snoozed_until is not None


def test_a_block_that_cannot_be_lifted(cast: Cast, breaks: Breaks) -> None:
    bad, good = blocked(cast), blocked(cast)
    rows = Block.objects.filter(shop=cast.shop)
    rows.update(at=now() - timedelta(hours=3), until=now() - timedelta(seconds=1))
    rows.filter(buyer=bad.buyer).update(until=now() - timedelta(hours=1))
    breaks(blocking, "save_conversation", lambda thread: thread.pk == bad.pk)
    assert (lift_ended_blocks(), lift_ended_blocks()) == (1, 0)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (bad.blocked, good.blocked) == (True, False)


def test_a_silent_chat_that_cannot_be_ended(cast: Cast, breaks: Breaks) -> None:
    bad, good = answered(cast, minutes=200), answered(cast, minutes=121)
    ends = "end_session"
    breaks(finishing_many, ends, lambda conversation, **_more: conversation.pk == bad.pk)
    assert finish_idle() == 1
    assert states(bad, good) == ["active", "finished"]


def test_one_part_of_a_task_that_fails(cast: Cast, breaks: Breaks) -> None:
    good = answered(cast, minutes=121)
    breaks(tasks, "wake_snoozed", lambda: True)
    breaks(tasks, "lift_ended_blocks", lambda: True)
    tasks.sweep_chats()
    assert states(good) == ["finished"]


def test_one_that_nobody_answers_and_that_cannot_be_moved(cast: Cast, breaks: Breaks) -> None:
    route(cast.shop)
    at_work(cast.mei)
    bad, good = cast.thread(), cast.thread()
    at_work(cast.tom)
    given_ago(bad, 90)
    given_ago(good, 61)
    breaks(unanswered, "save_conversation", lambda thread: thread.pk == bad.pk)
    assert move_unanswered() == 1
    assert (owner_of(bad), owner_of(good)) == (cast.mei.pk, cast.tom.pk)


def test_chats_that_may_not_be_moved_hold_up_none_of_another_shop(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop whose agents pick has one that waits longest, and waits on."""
    monkeypatch.setattr(unanswered, "ROUND", 1)
    theirs = cast.thread(shop=cast.oleg.shop)
    take_session(actor=agent(cast.oleg), conversation_id=theirs.pk)
    at_work(cast.oleg, state="away", since=now() - timedelta(hours=1))
    given_ago(theirs, 900)
    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom)
    given_ago(thread, 61)
    assert (move_unanswered(), owner_of(thread)) == (1, cast.tom.pk)
    assert owner_of(theirs) == cast.oleg.pk


def test_one_in_the_queue_that_cannot_be_given(cast: Cast, breaks: Breaks) -> None:
    route(cast.shop)
    bad, good = cast.thread(), cast.thread()
    at_work(cast.mei)
    breaks(routing, "save_conversation", lambda thread: thread.pk == bad.pk)
    assert routing.route_waiting(shop_id=cast.shop.pk) == 1
    assert (owner_of(bad), owner_of(good)) == (None, cast.mei.pk)


def test_one_that_cannot_be_answered_automatically(cast: Cast, breaks: Breaks) -> None:
    routed(cast)
    at_work(cast.mei)
    bad, good = cast.thread(), cast.thread()
    breaks(
        answering_automatically,
        "save_conversation",
        lambda thread: thread.pk == bad.pk,
    )
    assert answering_automatically.answer_all_owed() == 1
    assert (spoken(bad), spoken(good)) == ([], [GREETING])


def test_those_that_cannot_be_answered_hold_up_nobody_however_many(
    cast: Cast, breaks: Breaks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering_automatically, "ROUND", 1)
    routed(cast)
    at_work(cast.mei)
    bad = {cast.thread().pk, cast.thread().pk}
    good = cast.thread()
    breaks(answering_automatically, "save_conversation", lambda thread: thread.pk in bad)
    assert answering_automatically.answer_all_owed() == 1
    assert spoken(good) == [GREETING]


def test_a_rest_that_cannot_be_ended(cast: Cast, breaks: Breaks) -> None:
    over = now() - timedelta(minutes=1)
    for member in (cast.mei, cast.tom):
        at_work(member, state="resting", until=over)
    breaks(settling, "write_state", lambda one, *_more, **_named: one.member_id == cast.mei.pk)
    settle_presences()
    rows = Presence.objects.filter(shop=cast.shop)
    assert dict(rows.values_list("member_id", "state")) == {
        cast.mei.pk: "resting",
        cast.tom.pk: "accepting",
    }
    send(agent(cast.tom), cast.thread(), "在的")


def test_a_shop_whose_rule_cannot_be_read_keeps_nobody_of_another_here(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Postgres refuses for one would else end the transaction that holds them all."""
    silent = now() - timedelta(hours=1)
    at_work(cast.mei, cast.oleg, seen_at=silent)

    def rule_of(shop_id: int, name: str) -> Any:
        if shop_id == cast.shop.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        return value_of(shop_id, name)

    monkeypatch.setattr(settling, "value_of", rule_of)
    settle_presences()
    states = dict(Presence.objects.values_list("member_id", "state"))
    assert (states[cast.mei.pk], states[cast.oleg.pk]) == ("accepting", "away")
