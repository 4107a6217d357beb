"""Response figures of a day, a person and a reception are read by an index made for them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from conversations.models import Conversation
from conversations.queries import response_figures
from conversations.queries.response_figures import Stretch, figures_of, session_figures, turns_of
from helpdesk.kernel.clock import now
from tests.cast import Cast, gather
from tests.conversations.crowd import crowd
from tests.conversations.test_query_plans import plan

TURNS_SQL = """INSERT INTO conversations_turn (shop_id, conversation_id, session_number, asked_at,
    ended_at, answer_seq, member_id, is_first)
SELECT c.shop_id, c.id, 1, at, at + interval '20 s', 2, c.owner_id, false
FROM conversations_conversation c, generate_series(1, 100) n,
    LATERAL (SELECT now() - n * interval '1 day' - c.id %% 400 * interval '1 minute' AS at) AS t
WHERE c.shop_id = ANY(%s)"""


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Two shops with a hundred days of 150 turns; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        cast = gather()
        for owner in (cast.mei, cast.oleg):
            crowd(shop_id=owner.shop_id, owner_id=owner.pk, count=150, entries=1)
        cursor.execute(TURNS_SQL, [[cast.shop.pk, cast.other_shop.pk]])
        for table in ("turn", "chatsession", "conversation"):
            cursor.execute(f"ANALYZE conversations_{table}")
        yield cast
        transaction.set_rollback(True)


def plans(monkeypatch: pytest.MonkeyPatch, ask: Any) -> str:
    """How Postgres would go about every statement that this asks."""
    found = []

    def explained(sql: str, keys: dict[str, Any]) -> list[dict[str, Any]]:
        found.append(plan(sql, keys, generic=False))
        return asked(sql, keys)

    asked = response_figures._rows
    monkeypatch.setattr(response_figures, "_rows", explained)
    ask()
    return "\n".join(found)


@pytest.mark.parametrize("of", ["day", "person", "reception", "page"])
def test_figures_go_by_their_index(city: Cast, monkeypatch: pytest.MonkeyPatch, of: str) -> None:
    thread = Conversation.objects.filter(shop=city.shop).first()
    assert thread is not None
    day = Stretch(now() - timedelta(days=3), now() - timedelta(days=2))
    mine = Stretch(day.begin, day.end, member_id=city.mei.pk)
    key = {"conversation_id": thread.pk, "session": 1}
    wanted = {
        "day": (lambda: figures_of(city.shop, day), "turn_by_day"),
        "person": (lambda: figures_of(city.shop, mine), "turn_of_member"),
        "reception": (lambda: session_figures(city.shop, **key), "turn_of_session|turn_asked_once"),
        "page": (lambda: turns_of(city.shop, day, before=(day.end, 1)), "turn_by_day"),
    }
    ask, index = wanted[of]
    text = plans(monkeypatch, ask)
    assert re.search(index, text) and "Seq Scan on conversations_turn" not in text, text
