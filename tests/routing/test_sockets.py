"""Routing as both sides see it, through real sockets."""

from datetime import timedelta
from typing import Any

import pytest
import redis
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.team.models import Presence, PresenceChange
from tests.cast import Cast, route
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.knocking import beat_now


async def at_desk(live: LiveServer, member: Membership) -> Line:
    return await desk(live, await sync_to_async(session_cookie)(member))


async def given_to(line: Line, name: str) -> dict[str, Any]:
    return await line.event(
        "session.taken", lambda event: event["session"]["agent"]["name"] == name
    )


def welcome_of(line: Line) -> dict[str, Any]:
    return next(one for one in line.events if one["event"] == "desk.welcome")


async def test_signing_in_is_accepting_and_the_first_chat_comes_by_itself(
    live: LiveServer, real_cast: Cast
) -> None:
    await sync_to_async(route)(real_cast.shop)
    mei = await at_desk(live, real_cast.mei)
    place = welcome_of(mei)["place"]
    assert place["state"] == "accepting"
    assert (place["capacity"], place["normal"], place["peak"]) == (None, 12, 15)
    bea = await chat(live, real_cast.shop)
    await bea.send("在吗")
    taken = await given_to(bea, "小梅")
    assert taken["conversation"] is None and taken["session"]["agent"]["id"] is None
    row = await mei.event("conversation.changed", lambda event: event["row"]["owner"] is not None)
    assert row["row"]["owner"]["name"] == "小梅"
    await mei.send("在的", conversation=row["row"]["conversation"])
    await bea.entry("在的")
    for line in (mei, bea):
        await line.close()


async def test_the_buyers_place_moves_up_to_their_turn(live: LiveServer, real_cast: Cast) -> None:
    await sync_to_async(route)(real_cast.shop, team__capacity={"normal": 1, "peak": 1})
    mei = await at_desk(live, real_cast.mei)
    first = await chat(live, real_cast.shop)
    await first.send("我先来")
    thread = (await mei.event("session.opened"))["conversation"]
    second, third = await chat(live, real_cast.shop), await chat(live, real_cast.shop)
    await second.send("我第二")
    told = await second.event("queue.moved")
    assert told["queue"] == {"mode": "queue", "ahead": 0, "minutes": None, "reply_by": None}
    assert told["conversation"] is None
    await third.send("我第三")
    assert (await third.event("queue.moved"))["queue"]["ahead"] == 1
    again = await chat(live, real_cast.shop, third.token)
    assert again.hello["queue"]["ahead"] == 1
    await mei.command("session.finish", conversation=thread)
    await given_to(second, "小梅")
    await third.event("queue.moved", lambda event: event["queue"]["ahead"] == 0)
    beat_now()
    beat = await third.event("thread.heartbeat", lambda event: event["queue"] is not None)
    assert beat["queue"]["ahead"] == 0
    # The queue is the buyer's matter: no desk hears of it, nor does a buyer of another's place.
    assert not [event for event in mei.events if event["event"] == "queue.moved"]
    for line in (mei, first, second, third, again):
        await line.close()


async def test_nobody_there_and_the_buyer_hears_until_when(
    live: LiveServer, real_cast: Cast
) -> None:
    await sync_to_async(route)(real_cast.shop)
    bea = await chat(live, real_cast.shop)
    await bea.send("有人吗")
    told = (await bea.event("queue.moved"))["queue"]
    assert told["mode"] == "leave" and told["reply_by"]
    mei = await at_desk(live, real_cast.mei)  # signing in lets the queue move at once
    await given_to(bea, "小梅")
    for line in (mei, bea):
        await line.close()


async def test_states_are_told_to_everybody_and_kept(live: LiveServer, real_cast: Cast) -> None:
    mei, tom = await at_desk(live, real_cast.mei), await at_desk(live, real_cast.tom)
    reply = await mei.command("presence.choose", state="resting")
    assert reply["state"] == "resting"
    heard = await tom.event(
        "presence.changed", lambda event: event["presence"]["state"] == "resting"
    )
    assert heard["presence"]["member"]["name"] == "小梅" and heard["presence"]["until"]
    other_tab = await at_desk(live, real_cast.mei)
    assert welcome_of(other_tab)["place"]["state"] == "resting"
    await other_tab.command("presence.choose", state="accepting")
    await mei.event(
        "presence.changed",
        lambda event: (
            event["presence"]["member"]["id"] == real_cast.mei.pk
            and event["presence"]["state"] == "accepting"
        ),
    )
    changes = PresenceChange.objects.filter(member=real_cast.mei).order_by("pk")
    states = await sync_to_async(list)(changes.values_list("state", flat=True))
    assert states == ["accepting", "resting", "accepting"]
    with pytest.raises(Refused) as refused:
        await mei.command("presence.choose", state="away")
    assert refused.value.code == "bad_field"
    for line in (mei, tom, other_tab):
        await line.close()


async def test_heartbeats_write_a_sign_of_life_in_bulk(live: LiveServer, real_cast: Cast) -> None:
    mei = await at_desk(live, real_cast.mei)
    long_ago = now() - timedelta(seconds=30)
    await sync_to_async(Presence.objects.filter(member=real_cast.mei).update)(seen_at=long_ago)
    beat_now()
    for _ in range(40):
        presence = await sync_to_async(Presence.objects.get)(member=real_cast.mei)
        if presence.seen_at is not None and presence.seen_at > long_ago:
            break
        await mei.command("ping")
        import asyncio

        await asyncio.sleep(0.1)
    assert presence.seen_at is not None and presence.seen_at > long_ago
    await mei.close()


async def test_who_is_writing_and_who_looks(live: LiveServer, real_cast: Cast) -> None:
    mei, tom = await at_desk(live, real_cast.mei), await at_desk(live, real_cast.tom)
    bea = await chat(live, real_cast.shop)
    await bea.send("在吗")
    thread = (await mei.event("session.opened"))["conversation"]
    await mei.command("session.take", conversation=thread)
    await mei.command("thread.open", conversation=thread, after=0)
    await tom.command("thread.open", conversation=thread, after=0)
    watched = await mei.event(
        "thread.watched", lambda event: {"id": real_cast.tom.pk, "name": "汤姆"} in event["members"]
    )
    assert watched["conversation"] == thread
    await bea.command("typing.report")
    heard = await mei.event("thread.typing")
    assert (heard["side"], heard["member"]) == ("buyer", None)
    await mei.command("typing.report", conversation=thread)
    told = await bea.event("thread.typing")
    assert (told["side"], told["member"], told["conversation"]) == ("agent", None, None)
    assert "小梅" not in str(told) and str(real_cast.mei.pk) not in str(told)
    await tom.event("thread.typing", lambda event: event["side"] == "agent")
    # Tom drafts in a chat that is not his: Mei sees it, the buyer does not.
    await tom.command("typing.report", conversation=thread)
    await mei.event("thread.typing", lambda event: event["member"] is not None)
    await bea.command("ping")
    assert len([one for one in bea.events if one["event"] == "thread.typing"]) == 1
    assert not [one for one in bea.events if one["event"] == "thread.watched"]
    presence = await sync_to_async(Presence.objects.get)(member=real_cast.mei)
    assert presence.typing_in == thread
    for line in (mei, tom, bea):
        await line.close()


async def test_a_hand_over_between_two_desks(live: LiveServer, real_cast: Cast) -> None:
    mei, tom = await at_desk(live, real_cast.mei), await at_desk(live, real_cast.tom)
    bea = await chat(live, real_cast.shop)
    await bea.send("催物流")
    thread = (await mei.event("session.opened"))["conversation"]
    await mei.command("session.take", conversation=thread)
    reply = await mei.command(
        "session.transfer", conversation=thread, member=real_cast.tom.pk, note="老客，先查单"
    )
    assert reply["row"]["owner"]["name"] == "汤姆"
    row = (
        await tom.event("conversation.changed", lambda event: event["row"]["handed"] is not None)
    )["row"]
    assert row["handed"]["note"] == "老客，先查单" and row["handed"]["name"] == "小梅"
    await bea.entry("session.transferred 汤姆")
    assert "老客" not in str(bea.events)
    sent = await tom.send("您好", conversation=thread)
    assert sent["seq"]
    await tom.event(
        "conversation.changed",
        lambda event: (event["row"]["handed"] or {}).get("answered") is True,
    )
    for line in (mei, tom, bea):
        await line.close()


async def test_the_queue_moves_without_worker_and_redis(live: LiveServer, real_cast: Cast) -> None:
    """No beat and no worker run in this test, and Redis forgets everything in the middle of it;
    the process with sockets sweeps by itself."""
    await sync_to_async(route)(real_cast.shop)
    bea = await chat(live, real_cast.shop)
    await bea.send("有人吗")
    await bea.event("queue.moved")
    mei = await at_desk(live, real_cast.mei)
    await given_to(bea, "小梅")
    await mei.command("presence.choose", state="busy")
    eva = await chat(live, real_cast.shop)
    await eva.send("还有人吗")
    await eva.event("queue.moved")

    def accept_behind_the_sockets_back() -> None:
        redis.Redis.from_url(settings.REDIS_URL).flushall()
        Presence.objects.filter(member=real_cast.mei).update(state="accepting")
        connection.close()

    await sync_to_async(accept_behind_the_sockets_back)()
    beat_now()
    await given_to(eva, "小梅")
    for line in (mei, bea, eva):
        await line.close()
