"""A sent script is counted behind the acknowledgement, and a count that fails harms nothing."""

import asyncio
import logging
from typing import Any
from uuid import uuid4

import pytest

from conversations.consumers import scripts
from conversations.consumers.desk import DeskConsumer
from conversations.speaker import Speaker
from helpdesk.realtime.commands import MessageSend

AGENT = Speaker(shop_id=1, side="agent", member_id=2)


class Sent:
    seq, session = 7, 1

    def as_json(self) -> dict[str, Any]:
        return {"seq": self.seq}


@pytest.mark.parametrize("fails", [False, True])
async def test_nobody_waits_for_the_count(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fails: bool
) -> None:
    """The whole of what the desk's socket does to send, but for the storing itself."""
    told: list[dict[str, Any]] = []
    free = asyncio.Event()

    async def store(**_: Any) -> Sent:
        return Sent()

    async def in_thread(_: object, **fields: Any) -> None:
        await free.wait()
        if fails:
            raise RuntimeError("the database is away")
        told.append(fields)

    monkeypatch.setattr("conversations.consumers.desk.send_message_fast", store)
    monkeypatch.setattr(scripts, "in_thread", in_thread)
    said = MessageSend(client_id=uuid4(), text="在的", conversation=3, script=4, script_version=5)
    async with asyncio.timeout(5):
        answer = await DeskConsumer()._send(said, 3, AGENT)
    assert answer == {"seq": 7} and told == []
    free.set()
    with caplog.at_level(logging.ERROR):
        await asyncio.gather(*scripts._running)
    assert [one["seq"] for one in told] == ([] if fails else [7])
    assert ("was not counted" in caplog.text) is fails
