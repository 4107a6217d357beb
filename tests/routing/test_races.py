"""Several at the same moment. Each race is run again with the lock off, and must then fail."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from conversations.actions import routing
from conversations.actions.routing import route_waiting
from conversations.actions.sessions import take_session
from conversations.actions.transferring import transfer_conversation
from conversations.actions.unanswered import move_unanswered
from conversations.errors import HeldByOther, ReceiverFull
from conversations.models import Conversation
from helpdesk.team.models import Presence
from tests.cast import Cast, agent, route
from tests.conversations.test_races import at_once
from tests.routing.people import at_work, given_ago, owner_of, steps


@contextmanager
def lock_off(people: int) -> Iterator[None]:
    """Nobody's place is held, and everybody has looked before anybody writes."""
    gate = threading.Barrier(people)
    real = routing.decide

    def together(*args, **kwargs):
        found = real(*args, **kwargs)
        gate.wait(10)
        return found

    with (
        patch.object(routing, "hold_places", lambda shop_id: None),
        patch.object(routing, "decide", together),
    ):
        yield


def held_by(cast: Cast, member) -> int:
    return Conversation.objects.filter(shop=cast.shop, owner=member, state="active").count()


def two_buyers_at_once(cast: Cast) -> None:
    """One place is free; two buyers write their first words."""
    route(cast.shop, team__capacity={"normal": 1, "peak": 1})
    at_work(cast.mei)
    results = at_once(lambda: cast.thread("一"), lambda: cast.thread("二"))
    assert all(isinstance(one, Conversation) for one in results), results


def test_one_free_place_is_filled_once(real_cast: Cast) -> None:
    two_buyers_at_once(real_cast)
    assert held_by(real_cast, real_cast.mei) == 1
    assert Conversation.objects.filter(shop=real_cast.shop, state="waiting").count() == 1


def test_without_the_lock_that_place_is_filled_twice(real_cast: Cast) -> None:
    with lock_off(2):
        two_buyers_at_once(real_cast)
    assert held_by(real_cast, real_cast.mei) == 2


def test_ten_buyers_and_three_sweeps_never_overshoot(real_cast: Cast) -> None:
    cast = real_cast
    route(cast.shop, team__capacity={"normal": 2, "peak": 2})
    at_work(cast.mei, cast.tom)
    for number in range(2):
        at_once(
            *[lambda: cast.thread("在吗")] * 5,
            *[lambda: route_waiting(shop_id=cast.shop.pk)] * 3,
        )
        assert held_by(cast, cast.mei) <= 2 and held_by(cast, cast.tom) <= 2, number
    route_waiting(shop_id=cast.shop.pk)
    assert (held_by(cast, cast.mei), held_by(cast, cast.tom)) == (2, 2)
    assert Conversation.objects.filter(shop=cast.shop, state="waiting").count() == 6


def test_the_sweep_and_a_hand_give_one_chat_to_one(real_cast: Cast) -> None:
    cast = real_cast
    for _ in range(4):
        thread = cast.thread()
        route(cast.shop)
        at_work(cast.mei)
        _, taken = at_once(
            lambda: route_waiting(shop_id=cast.shop.pk),
            lambda thread=thread: take_session(actor=agent(cast.tom), conversation_id=thread.pk),
        )
        owner = owner_of(thread)
        if isinstance(taken, HeldByOther):
            assert owner == cast.mei.pk
            assert taken.facts["holder"] == "小梅"  # the other reads who
        else:
            assert owner == cast.tom.pk
        assert len(steps(thread)) == 1


def test_two_sweeps_move_an_unanswered_chat_once(real_cast: Cast) -> None:
    cast = real_cast
    route(cast.shop)
    at_work(cast.mei)
    thread = cast.thread()
    at_work(cast.tom, cast.qin)
    given_ago(thread, 61)
    results = at_once(move_unanswered, move_unanswered, move_unanswered)
    assert not [one for one in results if isinstance(one, Exception)]
    assert steps(thread) == ["routed", "moved"]


def test_two_hand_overs_to_the_last_place_and_one_is_told_full(real_cast: Cast) -> None:
    cast = real_cast
    threads = [cast.thread("一"), cast.thread("二")]
    at_work(cast.mei, cast.tom, cast.qin)
    Presence.objects.filter(member=cast.qin).update(capacity=1)
    for thread, holder in zip(threads, (cast.mei, cast.tom), strict=True):
        take_session(actor=agent(holder), conversation_id=thread.pk)
    results = at_once(
        *[
            lambda thread=thread, holder=holder: transfer_conversation(
                actor=agent(holder),
                conversation_id=thread.pk,
                member_id=cast.qin.pk,
                group_id=None,
                note="",
            )
            for thread, holder in zip(threads, (cast.mei, cast.tom), strict=True)
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["ReceiverFull", "dict"]
    assert any(isinstance(one, ReceiverFull) for one in results)
    assert held_by(cast, cast.qin) == 1
