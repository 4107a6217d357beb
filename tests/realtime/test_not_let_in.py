"""A socket that was not let in says so and no more: what it does not know is not "not found"."""

import asyncio
import json
from typing import Any, ClassVar

import pytest
from django.db import OperationalError

from helpdesk.kernel.errors import NotAllowed
from helpdesk.realtime.commands import SocketKind
from helpdesk.realtime.consumer import SocketConsumer


class Knocking(SocketConsumer):
    """Knows nobody before it has let them in, like both of ours."""

    kind: ClassVar[SocketKind] = SocketKind.DESK
    away = True

    async def let_in(self) -> None:
        if self.away:
            raise OperationalError("no connection in time")

    async def answer(self, command: Any) -> dict[str, Any]:
        if self.away:
            raise NotAllowed()
        return {"server_time": ""}


@pytest.mark.parametrize("away", [True, False])
async def test_a_database_that_is_away_refuses_nobody_for_good(
    monkeypatch: pytest.MonkeyPatch, away: bool
) -> None:
    """In a storm many knock at once, and some get no connection in time; what they ask at once is
    not answered by those who do not know them."""
    heard: list[dict[str, Any]] = []
    closed: list[int] = []

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send":
            heard.append(json.loads(message["text"]))
        elif message["type"] == "websocket.close":
            closed.append(message["code"])

    consumer = Knocking()
    consumer.away = away
    consumer.scope = {"type": "websocket", "headers": [], "subprotocols": []}
    consumer.base_send = send
    await consumer.connect()
    await consumer.receive('{"do": "ping", "ref": "r"}')
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        while not heard or (away and not closed):
            await asyncio.sleep(0.01)
    if away:
        assert [one["error"]["code"] for one in heard] == ["unavailable"] and closed == [1012]
        assert heard[0]["error"]["retry_after"] == 1
    else:
        assert heard == [{"reply": "r", "server_time": ""}]
    assert consumer._writer is not None
    consumer._writer.cancel()
