"""Oleg at his own desk: he names what is Mei's, and listens."""

from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from conversations.models import Conversation, Entry, Participant
from helpdesk.realtime.commands import COMMANDS, Command, SocketKind, ThreadCommand
from tests.cast import Cast
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.knocking import beat_now, remembering

ABOUT_A_THREAD = [
    command
    for command in COMMANDS.values()
    if SocketKind.DESK in command.sockets and issubclass(command, ThreadCommand)
]


def fields_for(command: type[Command], conversation: int) -> dict[str, Any]:
    """Plausible fields for any command, so that a new one is tried the day it is born."""
    values: dict[str, Any] = {}
    for name, wanted in get_type_hints(command).items():
        if name in {"name", "sockets"}:
            continue
        kinds = get_args(wanted) or (wanted,)
        if name == "conversation":
            values[name] = conversation
        elif get_origin(wanted) is Literal:
            values[name] = kinds[0]
        elif UUID in kinds:
            values[name] = str(uuid4())
        elif bool in kinds:
            values[name] = True
        elif int in kinds:
            values[name] = 1
        elif str in kinds:
            values[name] = "Oleg war hier"
        else:
            pytest.fail(f"{command.name}: the sweep has no value for {name}: {wanted}; add one")
    return values


async def olegs_desk(live: LiveServer, cast: Cast) -> Line:
    return await desk(live, await sync_to_async(session_cookie)(cast.oleg))


def state_of(thread: Conversation) -> list[Any]:
    thread.refresh_from_db()
    return [
        thread.version,
        thread.unread,
        Entry.objects.filter(shop_id=thread.shop_id).count(),
        Participant.objects.filter(conversation=thread).count(),
    ]


@pytest.mark.parametrize("command", ABOUT_A_THREAD, ids=lambda command: command.name)
async def test_meis_thread_does_not_exist_for_oleg(
    live: LiveServer, real_cast: Cast, command: type[Command]
) -> None:
    thread = await sync_to_async(real_cast.thread)("只给小满看")
    before = await sync_to_async(state_of)(thread)
    oleg = await olegs_desk(live, real_cast)
    with pytest.raises(Refused) as refused:
        await oleg.command(command.name, **fields_for(command, thread.pk))
    assert refused.value.code == "not_found"
    assert await sync_to_async(state_of)(thread) == before
    await oleg.close()


async def test_olegs_lists_and_counts_hold_nothing_of_meis(
    live: LiveServer, real_cast: Cast
) -> None:
    for _ in range(3):
        await sync_to_async(real_cast.thread)("只给小满看")
    oleg = await olegs_desk(live, real_cast)
    for tab in ("waiting", "mine", "all"):
        page = await oleg.command("list.open", tab=tab)
        assert page["rows"] == []
        assert page["digest"] == {"waiting": 0, "mine": 0, "all": 0, "checksum": "0"}
    await oleg.close()


async def test_oleg_hears_nothing_of_what_happens_in_meis_shop(
    live: LiveServer, real_cast: Cast
) -> None:
    cast = real_cast
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={await sync_to_async(session_cookie)(cast.oleg)}"
    }
    oleg = await remembering(live, "/ws/desk/", Origin=live.url, **headers)
    await oleg.event("desk.welcome")
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    bea = await chat(live, cast.shop)
    await bea.send("在吗")
    thread = (await mei.event("entry.added"))["conversation"]
    await mei.command("thread.open", conversation=thread)
    await mei.command("session.take", conversation=thread)
    sent = await mei.send("在的", conversation=thread)
    await mei.command(
        "message.recall", conversation=thread, seq=sent["seq"], client_id=str(uuid4())
    )
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    await bea.command("position.report", delivered=2, read=2)
    await mei.command("session.finish", conversation=thread)
    await bea.send("再问一句")
    await mei.event("session.opened", lambda event: event["session"]["number"] == 2)
    beat_now()
    own = await sync_to_async(cast.thread)("你好 Oleg", shop=cast.other_shop)
    await oleg.entry("你好 Oleg")
    beat_now()
    await mei.event("desk.heartbeat", lambda event: event["digest"]["waiting"] == 1)
    await oleg.event("desk.heartbeat", lambda event: event["digest"]["all"] == 1)
    for frame in oleg.frames:
        about = frame.get("conversation") or frame.get("row", {}).get("conversation")
        assert about in {None, own.pk}, frame
        assert "在吗" not in str(frame) and "小梅" not in str(frame)
    for line in (oleg, mei, bea):
        await line.close()


async def test_a_session_that_names_meis_shop_opens_only_olegs_own(
    live: LiveServer, real_cast: Cast
) -> None:
    cookie = await sync_to_async(session_cookie)(real_cast.oleg)
    store = SessionStore(cookie)
    await store.aset("shop_id", real_cast.shop.pk)
    await store.asave()
    oleg = await desk(live, cookie)
    assert oleg.events[0]["shop"]["slug"] == real_cast.other_shop.slug
    await oleg.close()
