"""A night leaves thousands in the queue: each who comes then is told for themselves alone."""

import pytest
from django.db import connection

from conversations.actions.routing import TOLD_AT_ONCE, tell_queue
from conversations.queries import queue
from conversations.queries.queue import standings_of
from tests.cast import Cast, route
from tests.conversations.crowd import crowd

WAITING_SQL = """UPDATE conversations_chatsession SET state = 'waiting', owner_id = NULL,
    finished_at = NULL, opened_at = now() - id %% 977 * interval '1 minute' WHERE shop_id = %s"""
THREADS_SQL = """UPDATE conversations_conversation SET state = 'waiting', owner_id = NULL
    WHERE shop_id = %s"""


@pytest.fixture
def night(cast: Cast) -> Cast:
    """Two hundred wait, nobody is at work."""
    route(cast.shop)
    crowd(shop_id=cast.shop.pk, owner_id=cast.mei.pk, count=200)
    with connection.cursor() as cursor:
        for sql in (THREADS_SQL, WAITING_SQL):
            cursor.execute(sql, [cast.shop.pk])
    return cast


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For whom it was worked out what they are told."""
    seen: list[int] = []
    real = queue.queue_shape

    def counted(row: dict[str, int]) -> object:
        seen.append(row["conversation_id"])
        return real(row)

    monkeypatch.setattr(queue, "queue_shape", counted)
    return seen


def test_whoever_comes_late_pays_for_nobody_before_them(night: Cast, said: list[int]) -> None:
    thread = night.thread("还有人吗")
    assert set(said) == {thread.pk}
    assert standings_of(night.shop.pk, among=[thread.pk])[thread.pk]["ahead"] == 200


def test_a_move_is_worked_out_for_those_who_hear_of_it(night: Cast, said: list[int]) -> None:
    tell_queue(shop_id=night.shop.pk)
    assert len(said) == TOLD_AT_ONCE
    first = list(standings_of(night.shop.pk).values())[:TOLD_AT_ONCE]
    assert [one["ahead"] for one in first] == list(range(TOLD_AT_ONCE))
    assert said[:TOLD_AT_ONCE] == list(standings_of(night.shop.pk))[:TOLD_AT_ONCE]
