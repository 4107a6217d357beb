"""Whoever missed a hint finds out within seconds; whoever may not stay is shown out."""

import json
import time
from types import SimpleNamespace
from unittest.mock import patch
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.db import connection

from conversations import pulse
from conversations.actions.sending import send_message
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.models import User
from helpdesk.realtime import publish
from helpdesk.realtime.listener import Listener
from helpdesk.realtime.outbox import Outbox
from tests.cast import Cast, agent, send
from tests.live import LiveServer, chat, desk, session_cookie


def say_silently(conversation: Conversation, words: str) -> None:
    """Store a message as a process would whose announcement got lost."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE conversations_conversation SET last_seq = last_seq + 1, unread = unread + 1, "
            "version = nextval('conversations_version') WHERE id = %s RETURNING last_seq",
            [conversation.pk],
        )
        seq = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, "
            "side, text, client_id, recalled, at) "
            "VALUES (%s, %s, %s, 1, 'message', 'buyer', %s, %s, false, now())",
            [conversation.shop_id, conversation.pk, seq, words, uuid4()],
        )


async def test_a_lost_hint_is_made_good_by_a_heartbeat(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    bea = await chat(live, real_cast.shop)
    await bea.send("第一句")
    number = (await mei.event("entry.added"))["conversation"]
    await mei.command("thread.open", conversation=number)
    before = (await mei.command("list.open", tab="all"))["digest"]
    thread = await Conversation.objects.aget(pk=number)
    began = time.monotonic()
    await sync_to_async(say_silently)(thread, "没人听见的一句")
    told = await mei.event("desk.heartbeat", lambda event: event["last"] == 2)
    assert told["conversation"] == number
    assert told["digest"]["checksum"] != before["checksum"]
    await bea.event("thread.heartbeat", lambda event: event["last"] == 2)
    assert time.monotonic() - began < 6
    fill = await mei.command("thread.fill", conversation=number, after=1)
    assert [entry["text"] for entry in fill["entries"]] == ["没人听见的一句"]
    await mei.close()
    await bea.close()


async def test_a_second_tab_hears_of_a_thread_begun_in_the_first(
    live: LiveServer, real_cast: Cast
) -> None:
    first = await chat(live, real_cast.shop)
    second = await chat(live, real_cast.shop, first.token)
    await first.send("从第一个页签发的")
    await second.command("ping")
    told = await second.event("thread.heartbeat")
    assert told["last"] == 1
    await first.send("再来一句")
    assert (await second.entry("再来一句"))["seq"] == 2
    await first.close()
    await second.close()


async def test_a_removed_member_is_shown_out_within_five_seconds(
    live: LiveServer, real_cast: Cast
) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    tom = await desk(live, await sync_to_async(session_cookie)(real_cast.tom))
    began = time.monotonic()
    await sync_to_async(deactivate_member)(actor=real_cast.lan.user, member=real_cast.mei)
    assert await mei.closed() == 4403
    assert time.monotonic() - began < 5
    await tom.command("ping")
    await tom.close()


async def test_so_is_one_whose_password_changed_unannounced(
    live: LiveServer, real_cast: Cast
) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    began = time.monotonic()
    await User.objects.filter(pk=real_cast.mei.user_id).aupdate(auth_version=99)
    assert await mei.closed() == 4401
    assert time.monotonic() - began < 5


async def test_what_another_process_stores_is_heard_through_redis(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await chat(live, real_cast.shop)
    await bea.send("你好")
    thread = await Conversation.objects.filter(shop=real_cast.shop).afirst()
    assert thread is not None
    # Act as a process without sockets: only Redis can carry the news.
    elsewhere = SimpleNamespace(ORIGIN="another-process", running=lambda: None)
    with patch.object(publish, "hubs", elsewhere):
        await sync_to_async(send_message)(
            speaker=buyer_of(real_cast.shop.pk),
            conversation_id=thread.pk,
            client_id=uuid4(),
            text="从别的进程来的",
        )
    assert publish.REDIS_PATIENCE <= 0.2
    assert (await bea.entry("从别的进程来的"))["seq"] == 2
    await bea.close()


def test_who_was_sent_an_entry_is_not_told_of_it_again(cast: Cast) -> None:
    """But of one that went astray, of whatever else changed, and every 20 s of everything."""
    thread = cast.thread("在吗")
    listener = Listener(cast.shop.pk, Outbox(), cut=lambda _code: None, conversation=thread.pk)

    def told() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(pulse.HEADS_SQL, {"threads": [thread.pk]})
            names = [column[0] for column in cursor.description or ()]
            record = dict(zip(names, cursor.fetchone() or (), strict=True))
        before = len(listener.outbox)
        pulse._beat_buyer(listener, record, None)
        frames = list(listener.outbox._frames)[before:]
        return [json.loads(frame)["last"] for frame in frames]

    assert told() == [1], "the first says everything"
    assert told() == []
    send(agent(cast.mei), thread, "在的")
    for seq in (2, 3):
        listener.has_been_sent(seq)
    assert told() == [3], "somebody holds the chat now"
    send(agent(cast.mei), thread, "您说")
    listener.has_been_sent(4)
    assert told() == [], "that one is on its way already"
    send(agent(cast.mei), thread, "没人听见的一句")
    send(agent(cast.mei), thread, "听见了的一句")
    listener.has_been_sent(6)
    assert told() == [6], "between 4 and 6 something is missing"
    assert told() == []
    listener.last_beat -= pulse.QUIET_SECONDS
    assert told() == [6]
