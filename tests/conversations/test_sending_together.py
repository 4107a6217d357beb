"""Messages that wait at the same moment share one statement, and nothing else."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from conversations.actions import sending_together
from conversations.actions.sending_together import stored_together
from conversations.actions.sessions import finish_session
from conversations.actions.stored import Values, values_of
from conversations.models import Entry
from conversations.sending_sql import SEND, SEND_AND_TELL, Sending
from conversations.speaker import Speaker, buyer_of
from tests.cast import Cast, agent, send
from tests.conversations.test_races import at_once

BUYER = buyer_of(1)


def message(thread: int, text: str = "在吗", *, speaker: Speaker = BUYER) -> Values:
    return values_of(speaker, thread, uuid4(), text)


class Postgres:
    """Stands in for the statement: it answers when it is let, and notes what it was given."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.free = asyncio.Event()
        self.refuses: dict[str, Exception] = {}

    async def __call__(self, group: list[sending_together.Waiting], _number: int) -> dict[int, Any]:
        texts = [one.values["text"] for one in group]
        self.groups.append(texts)
        await self.free.wait()
        for text in texts:
            if text in self.refuses:
                raise self.refuses[text]
        return {place: {"text": text} for place, text in enumerate(texts)}


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postgres]:
    found = Postgres()
    monkeypatch.setattr(sending_together, "_stored", found)
    monkeypatch.setattr(sending_together, "_announce", lambda _group, _found: None)
    yield found
    assert not sending_together._waiting and not sending_together._under_way


async def begun(*values: Values) -> list[asyncio.Task[Any]]:
    tasks = [asyncio.create_task(stored_together(one)) for one in values]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


async def test_the_first_go_at_once_and_those_that_wait_go_together_in_order(
    postgres: Postgres,
) -> None:
    first = await begun(message(1, "a"))
    second = await begun(message(2, "b"))
    rest = await begun(message(1, "c"), message(3, "d"), message(3, "e"), message(4, "f"))
    assert postgres.groups == [["a"], ["b"]], "two at a time, and nobody waited for a clock"
    postgres.free.set()
    told = await asyncio.gather(*first, *second, *rest)
    assert [one["text"] for one in told] == ["a", "b", "c", "d", "e", "f"], "each its own row"
    assert postgres.groups[2:] == [["c", "d", "f"], ["e"]], "of each thread one at a time"


async def test_one_that_is_refused_or_gone_harms_nobody(postgres: Postgres) -> None:
    postgres.refuses["c"] = psycopg.errors.UniqueViolation("the same client_id just now")
    await begun(message(1, "a"), message(2))
    await begun(message(3))
    bad, gone, good = await begun(message(4, "c"), message(5, "d"), message(6, "e"))
    gone.cancel()
    postgres.free.set()
    assert await bad is None, "the full way finds out"
    assert (await good)["text"] == "e"
    assert ["d"] not in postgres.groups


async def test_all_of_a_group_hear_that_the_database_is_away(postgres: Postgres) -> None:
    postgres.refuses["a"] = psycopg.OperationalError("the connection is lost")
    lost = await begun(message(1, "a"), message(2, "b"))
    postgres.free.set()
    found = await asyncio.gather(*lost, return_exceptions=True)
    assert [type(one) for one in found] == [psycopg.OperationalError] * 2
    again = await begun(message(2, "b"))
    assert (await again[0])["text"] == "b", "and the next is tried again"


def stored(sending: Sending, *messages: Values) -> dict[int, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(*sending.of(messages))
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["place"]: row for row in rows}


@pytest.mark.parametrize("alone", [False, True], ids=["together", "one by one"])
@pytest.mark.parametrize("sending", [SEND, SEND_AND_TELL], ids=["send", "send and tell"])
def test_one_statement_stores_what_may_be_stored_and_leaves_the_rest(
    cast: Cast, sending: Sending, alone: bool
) -> None:
    mei, buyer = agent(cast.mei), buyer_of(cast.shop.pk)
    held, finished, known, new = (cast.thread("一") for _ in range(4))
    send(mei, held, "二")
    send(mei, finished, "二")
    finish_session(actor=mei, conversation_id=finished.pk)
    before = Entry.objects.get(conversation_id=known.pk, seq=1)
    again = values_of(buyer, known.pk, before.client_id, "一")
    messages = [
        message(held.pk, "三", speaker=mei),
        message(finished.pk, speaker=buyer),
        again,
        message(new.pk, "二", speaker=buyer),
        message(cast.thread("一").pk, speaker=agent(cast.tom)),
        message(2**40, speaker=buyer),
        message(cast.thread("一").pk, speaker=buyer_of(cast.shop.pk + 10**6)),
    ]
    if alone:
        each = [stored(sending, one) for one in messages]
        found = {place: rows[0] for place, rows in enumerate(each) if rows}
    else:
        found = stored(sending, *messages)
    assert {place: (row["fresh"], row["seq"]) for place, row in found.items()} == {
        0: (True, 4),
        2: (False, 1),
        3: (True, 2),
    }
    assert found[3]["unread"] == 2 and found[3]["last_text"] == "二"


def test_nobody_waits_for_another_threads_lock(real_cast: Cast) -> None:
    """A thread that somebody holds is left out; its message goes the full way and waits there."""
    buyer = buyer_of(real_cast.shop.pk)
    mine, theirs = real_cast.thread(), real_cast.thread()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM conversations_conversation WHERE id = %s FOR UPDATE", [theirs.pk]
            )
        [found] = at_once(
            lambda: stored(SEND, message(theirs.pk, speaker=buyer), message(mine.pk, speaker=buyer))
        )
    assert isinstance(found, dict) and [*found] == [1]
