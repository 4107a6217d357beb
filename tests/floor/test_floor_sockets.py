"""Watching unseen and whispering through real sockets: who hears what, and who hears nothing."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from conversations.models import Conversation
from helpdesk.accounts.models import AuditEntry, Membership
from tests.cast import Cast, agent, send
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.knocking import beat_now

SECRET = "直接同意退，我批"


async def at_desk(live: LiveServer, member: Membership) -> Line:
    return await desk(live, await sync_to_async(session_cookie)(member))


def everything(line: Line, name: str) -> list[dict[str, Any]]:
    return [one for one in line.events if one["event"] == name]


async def held(live: LiveServer, cast: Cast) -> tuple[Line, Line, int]:
    """Bea writes, Mei holds the chat and has it open."""
    bea = await chat(live, cast.shop)
    mei = await at_desk(live, cast.mei)
    await bea.send("什么时候退款")
    thread = (await mei.event("entry.added"))["conversation"]
    await mei.command("session.take", conversation=thread)
    await mei.command("thread.open", conversation=thread, after=0)
    return bea, mei, thread


async def test_watching_unseen_is_shown_to_nobody_and_always_on_record(
    live: LiveServer, real_cast: Cast
) -> None:
    cast = real_cast
    bea, mei, thread = await held(live, cast)
    qin = await at_desk(live, cast.qin)
    watching = {"conversation": thread, "watching": str(uuid4()), "after": 0}
    seen = await qin.command("thread.watch", **watching)
    assert seen["row"]["conversation"] == thread
    assert seen["thread"]["entries"][0]["text"] == "什么时候退款"
    beat_now()
    await qin.event("desk.heartbeat", lambda event: event["conversation"] == thread)
    await qin.command("typing.report", conversation=thread)
    await bea.send("人呢")
    await qin.event("entry.added", lambda event: event["entry"]["text"] == "人呢")
    await mei.event("entry.added", lambda event: event["entry"]["text"] == "人呢")
    for event in everything(mei, "thread.watched"):
        assert cast.qin.pk not in [one["id"] for one in event["members"]]
    assert not [one for one in everything(mei, "thread.typing") if one["member"]]
    for frame in (*bea.events, *mei.events):
        is_at_work = frame["event"] == "presence.changed"  # nothing of where she looks
        assert is_at_work or "秦越" not in str(frame), frame
    await qin.command("thread.watch", **{**watching, "after": 2})  # the line came back
    await qin.command("thread.watch", **{**watching, "watching": str(uuid4())})  # looked again
    entries = AuditEntry.objects.filter(shop=cast.shop, verb="chat.watched")
    told = [(one.actor_name, one.target_id) async for one in entries]
    assert told == [("秦越", str(thread))] * 2
    await qin.command("thread.open", conversation=thread, after=0)  # in the open now
    await mei.event(
        "thread.watched",
        lambda event: cast.qin.pk in [one["id"] for one in event["members"]],
    )
    for line in (bea, mei, qin):
        await line.close()


async def test_only_supervisors_watch(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    bea, mei, thread = await held(live, cast)
    tom, oleg = await at_desk(live, cast.tom), await at_desk(live, cast.oleg)
    for line, code in ((tom, "permission_refused"), (oleg, "not_found")):
        with pytest.raises(Refused) as refused:
            await line.command("thread.watch", conversation=thread, watching=str(uuid4()))
        assert refused.value.code == code
        with pytest.raises(Refused) as refused:
            await line.command(
                "note.whisper", conversation=thread, client_id=str(uuid4()), text="x", anchor=1
            )
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        await bea.command("thread.watch", conversation=thread, watching=str(uuid4()))
    assert refused.value.code == "unknown_command"
    assert not await AuditEntry.objects.filter(shop=cast.shop, verb="chat.watched").aexists()
    for line in (bea, mei, tom, oleg):
        await line.close()


async def test_a_whisper_reaches_the_holder_and_supervisors_and_nobody_else(
    live: LiveServer, real_cast: Cast
) -> None:
    cast = real_cast
    bea, mei, thread = await held(live, cast)
    tom, qin, lan = [await at_desk(live, one) for one in (cast.tom, cast.qin, cast.lan)]
    await tom.command("thread.open", conversation=thread, after=0)
    said = {"client_id": str(uuid4()), "text": f"{SECRET} @汤姆", "anchor": 2}
    reply = await qin.command("note.whisper", conversation=thread, **said)
    assert reply["note"]["to"] == {"id": cast.mei.pk, "name": "小梅", "seen": False}
    hint = await mei.event("note.whispered")
    assert (hint["conversation"], hint["member"], hint["last"]) == (thread, cast.mei.pk, 1)
    for line in (mei, qin, lan):
        page = await line.command("notes.fill", conversation=thread, after=0)
        assert [one["text"] for one in page["notes"]] == [said["text"]]
    page = await tom.command("notes.fill", conversation=thread, after=0)
    assert (page["notes"], page["through"], page["last"]) == ([], 1, 1)  # nothing is missing
    inside = await tom.command("inside.open")
    assert (inside["unseen"], inside["mentions"]) == (0, [])
    assert (await mei.command("inside.open"))["unseen"] == 1
    await mei.command("mentions.see", conversation=thread)
    await qin.event("mentions.seen", lambda event: event["member"] == cast.mei.pk)
    page = await lan.command("notes.fill", conversation=thread, after=0)
    assert page["notes"][0]["to"]["seen"] is True
    await bea.command("thread.fill", after=0)
    await sync_to_async(send)(agent(cast.mei), await thread_of(thread), "给您退好了")
    await bea.entry("给您退好了")
    for frame in (*bea.events, *tom.events, *mei.events):
        assert SECRET not in str(frame), frame
    for line in (bea, mei, tom, qin, lan):
        await line.close()


async def thread_of(number: int) -> Conversation:
    return await Conversation.objects.aget(pk=number)
