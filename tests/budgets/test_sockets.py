"""What the commands that run all day ask of Postgres, through a real socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from asgiref.sync import sync_to_async
from django.db.backends.utils import CursorWrapper

from helpdesk.monitoring.snapshot import take
from helpdesk.realtime import hub as hubs
from tests.budgets import questions
from tests.cast import Cast
from tests.live import Line, LiveServer, chat, desk, session_cookie

COMMANDS = (
    "hello of a newcomer",
    "hello of a returning buyer",
    "buyer sends",
    "agent sends",
    "fill",
    "list",
    "position",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, live: LiveServer) -> list[str]:
    """Every statement of the process from now on; heartbeats are held back."""
    statements: list[str] = []
    on_pool, by_django = psycopg.AsyncCursor.execute, CursorWrapper.execute

    async def counted(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        statements.append(str(query))
        return await on_pool(self, query, *args, **kwargs)

    def counted_by_django(self: Any, sql: str, params: Any = None) -> Any:
        statements.append(sql)
        return by_django(self, sql, params)

    hub = hubs.running()
    assert hub is not None
    monkeypatch.setattr(hub, "_pulse", None)
    monkeypatch.setattr(psycopg.AsyncCursor, "execute", counted)
    monkeypatch.setattr(CursorWrapper, "execute", counted_by_django)
    return statements


async def test_each_command_asks_what_the_table_says(
    live: LiveServer, real_cast: Cast, asked: list[str]
) -> None:
    cost: dict[str, int] = {}

    @contextmanager
    def of(name: str) -> Iterator[None]:
        asked.clear()
        yield
        cost[name] = len(asked)

    early = await chat(live, real_cast.shop)  # a heartbeat that was under way is over by then
    await early.close()
    with of("hello of a newcomer"):
        buyer = await chat(live, real_cast.shop)
    await buyer.send("在吗")
    thread = await sync_to_async(thread_of)(real_cast)
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    await mei.command("thread.open", conversation=thread)
    await mei.send("在的", conversation=thread)
    await buyer.send("有货吗")
    with of("buyer sends"):
        await buyer.send("白色的")
    with of("agent sends"):
        await mei.send("有", conversation=thread)
    with of("fill"):
        await mei.command("thread.fill", conversation=thread, after=1)
    with of("list"):
        await mei.command("list.open", tab="mine")
    with of("position"):
        await mei.command("position.report", conversation=thread, delivered=4, read=4)
    with of("hello of a returning buyer"):
        again: Line = await chat(live, real_cast.shop, token=buyer.token, after=2)
    told = dict(take("sockets").values)
    assert told["sockets", "desk"] >= 1 and told["sockets", "chat"] >= 2
    for line in (buyer, mei, again):
        await line.close()
    assert cost == {name: questions(name) for name in COMMANDS}


def thread_of(cast: Cast) -> int:
    from conversations.models import Conversation

    return Conversation.objects.filter(shop=cast.shop).values_list("pk", flat=True)[0]
