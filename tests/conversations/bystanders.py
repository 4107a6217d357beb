"""A pair of people who go on chatting while something bad happens beside them."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async

from tests.cast import Cast
from tests.live import LiveServer, chat, desk, session_cookie

PATIENCE = 1.0
"""Seconds within which each of the pair hears the other, whatever happens beside them."""

PAUSE = 0.2
"""Below what one person may send (policy `chat.message_rate`)."""


@asynccontextmanager
async def undisturbed(live: LiveServer, cast: Cast) -> AsyncIterator[None]:
    """Tom and Eva talk during the block; each line arrives, once, in order and in time."""
    tom = await desk(live, await sync_to_async(session_cookie)(cast.tom))
    eva = await chat(live, cast.shop)
    stop, said, slowest = asyncio.Event(), [], 0.0
    await eva.send("先说一句")
    first = await tom.event("entry.added", lambda event: event["entry"]["text"] == "先说一句")
    thread = first["conversation"]

    async def talk() -> None:
        nonlocal slowest
        while not stop.is_set() or not said:
            began, number = time.monotonic(), len(said)
            await eva.send(f"第 {number} 问")
            await tom.entry(f"第 {number} 问")
            await tom.send(f"第 {number} 答", conversation=thread)
            await eva.entry(f"第 {number} 答")
            said.extend((f"第 {number} 问", f"第 {number} 答"))
            slowest = max(slowest, time.monotonic() - began)
            await asyncio.sleep(PAUSE)

    talking = asyncio.create_task(talk())
    try:
        yield
        stop.set()
        await talking
        fill = await eva.command("thread.fill", after=1)
        words = [entry["text"] for entry in fill["entries"] if entry["kind"] == "message"]
        assert words == said
        assert not eva.errors and not tom.errors
        assert slowest < 2 * PATIENCE, f"the slowest question and answer took {slowest:.2f} s"
    finally:
        talking.cancel()
        await tom.close()
        await eva.close()
