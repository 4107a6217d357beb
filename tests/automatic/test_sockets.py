"""The greeting on the buyer's own line: after their words, within the golden six seconds, and on
the desk without disturbing anything."""

import time

from asgiref.sync import sync_to_async

from conversations.models import Conversation
from tests.automatic.speaking import speak
from tests.cast import Cast, route
from tests.live import LiveServer, chat, desk, session_cookie

GOLDEN_SECONDS = 6


def rules(cast: Cast) -> None:
    route(cast.shop)
    speak(cast.shop)


async def test_from_the_buyers_send_to_the_greeting(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    await sync_to_async(rules)(cast)
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    await mei.event("desk.welcome")
    bea = await chat(live, cast.shop)
    began = time.monotonic()
    sent = await bea.send("在吗")
    told = await bea.event("entry.added", lambda event: event["entry"]["side"] == "auto")
    assert time.monotonic() - began < GOLDEN_SECONDS
    entry = told["entry"]
    assert told["conversation"] is None and entry["author_id"] is None
    assert (entry["author"], entry["seq"] > sent["seq"]) == ("小满", True)
    assert entry["text"].startswith("您好，这里是小满")

    seen = await mei.event("entry.added", lambda event: event["entry"]["side"] == "auto")
    thread = seen["conversation"]
    changed = await mei.event(
        "conversation.changed", lambda event: event["row"]["last_seq"] == entry["seq"]
    )
    row = changed["row"]
    assert (row["last_text"], row["last_side"], row["unread"]) == ("在吗", "buyer", 1)
    assert row["unanswered_since"] == sent["at"]

    await mei.send("在的", conversation=thread)
    again = await bea.send("几天到")
    answer = await mei.send("三天", conversation=thread)
    assert answer["seq"] == again["seq"] + 1
    for line in (bea, mei):
        await line.close()


async def test_a_filled_gap_holds_it_for_both_sides(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    await sync_to_async(rules)(cast)
    bea = await chat(live, cast.shop)
    await bea.send("有人吗")
    await bea.event("entry.added", lambda event: event["entry"]["side"] == "auto")
    filled = (await bea.command("thread.fill", after=0))["entries"]
    assert [one["side"] for one in filled] == ["buyer", "auto"]
    thread = await Conversation.objects.aget(shop=cast.shop)
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    opened = await mei.command("thread.open", conversation=thread.pk, after=0)
    assert [one["side"] for one in opened["thread"]["entries"]][:2] == ["buyer", "auto"]
    for line in (bea, mei):
        await line.close()
