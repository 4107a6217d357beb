"""Whatever is dropped, doubled, recalled or cut: both sides end with what the database holds."""

import asyncio
import contextlib
from typing import Any
from uuid import uuid4

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.models import Conversation, Entry
from conversations.replay.screens import Screen
from tests.cast import Cast
from tests.conversations.carded import ordered
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie

SEEN = ("seq", "kind", "side", "text", "card", "target", "recalled")
"""What both sides and the database must agree on."""

OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("say", "say", "say", "say twice", "hang up", "come back", "recall", "deaf"),
                *("show", "ask", "ask", "answer", "answer"),
            ]
        ),
        st.sampled_from(["bea", "mei"]),
    ),
    min_size=4,
    max_size=24,
)


class Side:
    """One person with a screen, whose line may be cut and who may miss events."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.screen = Screen()
        self.line: Line | None = None
        self.deaf = 0
        self.mine: list[int] = []

    def questions(self) -> list[int]:
        """Address cards on this screen, answered or not."""
        cards = [one for one in self.screen.entries.values() if one["kind"] == "card"]
        return [one["seq"] for one in cards if (one["card"] or {}).get("type") == "address"]

    def listen(self) -> None:
        """Take what has arrived; a deaf side loses events, as a lossy hint may."""
        if self.line is None:
            return
        for event in self.line.events:
            if event["event"] != "entry.added":
                continue
            if self.deaf:
                self.deaf -= 1
                continue
            self.screen.take(event["entry"])
        self.line.events.clear()

    async def catch_up(self, **fields: Any) -> None:
        """What a heartbeat leads to: fill until nothing is missing."""
        assert self.line is not None
        while True:
            answer = await self.line.command("thread.fill", after=self.screen.cursor, **fields)
            for entry in answer["entries"]:
                self.screen.take(entry)
            self.screen.cursor = max(self.screen.cursor, answer["through"])
            if answer["through"] >= answer["last"]:
                return


async def play(live: LiveServer, cast: Cast, cookie: str, operations: list[Any]) -> None:
    bea, mei = Side("bea"), Side("mei")
    bea.line = await chat(live, cast.shop)
    token = bea.line.token
    mei.line = await desk(live, cookie)
    first = await bea.line.send("在吗")
    conversation = (await mei.line.event("entry.added"))["conversation"]
    bea.mine.append(first["seq"])
    order = await asyncio.to_thread(order_in, cast, conversation)

    async def come_back(side: Side) -> None:
        if side is bea:
            side.line = await chat(live, cast.shop, token, after=side.screen.cursor)
            await side.catch_up()
        else:
            side.line = await desk(live, cookie)
            await side.catch_up(conversation=conversation)

    for number, (deed, who) in enumerate(operations):
        side = bea if who == "bea" else mei
        fields = {} if side is bea else {"conversation": conversation}
        side.listen()
        if deed == "hang up" and side.line is not None:
            side.line.connection.transport.abort()
            with contextlib.suppress(Exception):
                await side.line.close()
            side.line = None
        elif side.line is None:
            await come_back(side)
        elif deed in {"say", "say twice"}:
            client_id = str(uuid4())
            for _ in range(2 if deed == "say twice" else 1):
                sent = await side.line.send(f"第 {number} 句", client_id, **fields)
            side.mine.append(sent["seq"])
        elif deed == "recall" and side.mine:
            with contextlib.suppress(Refused):
                await side.line.command(
                    "message.recall", seq=side.mine[-1], client_id=str(uuid4()), **fields
                )
        elif deed in {"show", "ask"} and side is mei:
            card = "order" if deed == "show" else "address"
            sent = await side.line.command(
                "card.send", client_id=str(uuid4()), card=card, about=order, **fields
            )
            side.mine.append(sent["seq"])
        elif deed == "answer" and side is bea and side.questions():
            says = {"says": "change", "words": f"改 {number}"} if number % 2 else {"says": "right"}
            seq, client_id = side.questions()[-1], str(uuid4())
            for _ in range(2):
                with contextlib.suppress(Refused):
                    await side.line.command("card.answer", seq=seq, client_id=client_id, **says)
        elif deed == "deaf":
            side.deaf += 2
    for side, fields in ((bea, {}), (mei, {"conversation": conversation})):
        if side.line is None:
            await come_back(side)
        side.listen()
        await side.catch_up(**fields)
        await side.line.close()
    await asyncio.to_thread(compare, conversation, bea, mei)


def order_in(cast: Cast, conversation: int) -> int:
    """An order of the thread's buyer, to send cards about."""
    thread = Conversation.objects.select_related("buyer").get(pk=conversation)
    try:
        return ordered(cast, thread).pk
    finally:
        connection.close()


def compare(conversation: int, *sides: Side) -> None:
    rows = Entry.objects.filter(conversation_id=conversation).order_by("seq")
    stored = list(rows.values_list(*SEEN))
    assert [row[0] for row in stored] == list(range(1, len(stored) + 1))
    ids = list(rows.values_list("client_id", flat=True))
    assert len(set(ids)) == len(ids)
    for side in sides:
        entries = [side.screen.entries[seq] for seq in sorted(side.screen.entries)]
        shown = [tuple(entry[name] for name in SEEN) for entry in entries]
        assert shown == stored, side.name


def test_both_sides_end_with_what_the_database_holds(live: LiveServer, real_cast: Cast) -> None:
    cookie = session_cookie(real_cast.mei)

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(operations=OPERATIONS)
    def holds(operations: list[Any]) -> None:
        asyncio.run(play(live, real_cast, cookie, operations))

    holds()
