"""What a buyer may not ask, and never learns."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from conversations.visitor import new_token
from helpdesk.realtime.commands import COMMANDS, SocketKind
from tests.cast import Cast
from tests.live import LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.knocking import Remembering, beat_now, everything_in, remembering
from tests.strangers.test_desk_socket import fields_for

DESK_ONLY = [each for each in COMMANDS.values() if SocketKind.CHAT not in each.sockets]
DESK_EVENTS = {"conversation.changed", "desk.heartbeat", "desk.welcome"}
NEVER = {"row", "rows", "version", "owner", "digest", "checksum", "unread", "role"}
NULL = {"author_id", "conversation"}


async def listening_buyer(live: LiveServer, cast: Cast) -> Remembering:
    bea = await remembering(live, f"/ws/chat/{cast.shop.slug}/", Origin=live.url)
    bea.token = new_token(cast.shop.pk)
    await bea.command("hello", token=bea.token, after=0)
    return bea


def faults_in(frame: dict[str, Any]) -> list[str]:
    """What in this frame a buyer should never have got."""
    faults = [str(frame)] if frame.get("event") in DESK_EVENTS else []
    for path, key, value in everything_in(frame):
        if key in NEVER or (key in NULL and value is not None):
            faults.append(f"{path}.{key} = {value!r}")
        if key == "agent" and isinstance(value, dict) and value["id"] is not None:
            faults.append(f"{path}.agent.id = {value['id']!r}")
    return faults


@pytest.mark.parametrize("command", DESK_ONLY, ids=lambda command: command.name)
async def test_a_buyer_cannot_even_name_a_command_of_the_desk(
    live: LiveServer, real_cast: Cast, command: Any
) -> None:
    thread = await sync_to_async(real_cast.thread)()
    bea = await chat(live, real_cast.shop)
    with pytest.raises(Refused) as refused:
        await bea.command(command.name, **fields_for(command, thread.pk))
    assert refused.value.code == "unknown_command"
    await bea.close()


async def test_an_agent_cannot_say_hello(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    with pytest.raises(Refused) as refused:
        await mei.command("hello", token=new_token(real_cast.shop.pk))
    assert refused.value.code == "unknown_command"
    await mei.close()


@pytest.mark.parametrize(
    "command",
    [each for each in COMMANDS.values() if each.name not in {"hello", "ping"}],
    ids=lambda command: command.name,
)
async def test_before_hello_nothing_is_answered(
    live: LiveServer, real_cast: Cast, command: Any
) -> None:
    bea = await remembering(live, f"/ws/chat/{real_cast.shop.slug}/", Origin=live.url)
    with pytest.raises(Refused) as refused:
        await bea.command(command.name, **fields_for(command, 1))
    known = SocketKind.CHAT in command.sockets
    assert refused.value.code == ("hello_first" if known else "unknown_command")
    await bea.close()


async def test_a_conversation_that_a_buyer_names_is_not_looked_at(
    live: LiveServer, real_cast: Cast
) -> None:
    other = await sync_to_async(real_cast.thread)("另一个买家的话")
    bea = await listening_buyer(live, real_cast)
    await bea.send("我自己的话", conversation=other.pk)
    fill = await bea.command("thread.fill", after=0, conversation=other.pk)
    assert [entry["text"] for entry in fill["entries"]] == ["我自己的话"]
    history = await bea.command("thread.history", before=99, conversation=other.pk)
    assert [entry["text"] for entry in history["entries"]] == ["我自己的话"]
    await sync_to_async(other.refresh_from_db)()
    assert other.last_seq == 1
    await bea.close()


async def test_a_buyer_never_learns_a_number_or_hears_another_buyer(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await listening_buyer(live, real_cast)
    eva = await listening_buyer(live, real_cast)
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    first = await bea.send("在吗")
    await eva.send("我是伊娃")
    heard = await mei.event("entry.added", lambda event: event["entry"]["text"] == "在吗")
    thread = heard["conversation"]
    await mei.command("session.take", conversation=thread)
    sent = await mei.send("在的", conversation=thread)
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    await mei.command(
        "message.recall", conversation=thread, seq=sent["seq"], client_id=str(uuid4())
    )
    await bea.command("message.recall", seq=first["seq"], client_id=str(uuid4()))
    await bea.command("position.report", delivered=3, read=3)
    await mei.command("session.finish", conversation=thread)
    await bea.send("还有")
    await bea.command("thread.fill", after=0)
    await bea.command("thread.history", before=99)
    await bea.command("hello", token=bea.token, after=0)
    beat_now()
    await bea.event("thread.heartbeat", lambda event: event["session"]["number"] == 2)
    await eva.event("thread.heartbeat")
    again = await eva.command("thread.fill", after=0)
    assert [entry["text"] for entry in again["entries"]] == ["我是伊娃"]
    assert [fault for frame in bea.frames + eva.frames for fault in faults_in(frame)] == []
    assert not [frame for frame in eva.frames if "在吗" in str(frame) or "小梅" in str(frame)]
    for line in (bea, eva, mei):
        await line.close()


async def test_a_second_hello_leaves_the_first_visitors_thread(
    live: LiveServer, real_cast: Cast
) -> None:
    """The page asks for a new token on the same socket: what follows belongs to the new visitor."""
    bea = await listening_buyer(live, real_cast)
    await bea.send("第一位的话")
    hello = await bea.command("hello", token=new_token(real_cast.shop.pk), after=0)
    assert hello["thread"]["last"] == 0
    sent = await bea.send("第二位的话")
    assert sent["seq"] == 1
    await bea.close()
