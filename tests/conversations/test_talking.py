"""A buyer and an agent talk through real sockets."""

from uuid import uuid4

from asgiref.sync import sync_to_async

from tests.cast import Cast
from tests.live import LiveServer, chat, desk, session_cookie


async def test_a_buyer_and_an_agent_talk(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    bea = await chat(live, real_cast.shop)

    sent = await bea.send("在吗，卫衣到哪了")
    assert sent["seq"] == 1
    assert sent["session"] == 1
    assert not sent["duplicate"]
    heard = await mei.event("entry.added")
    assert heard["entry"]["text"] == "在吗，卫衣到哪了"
    conversation = heard["conversation"]
    row = (await mei.event("conversation.changed"))["row"]
    assert row["state"] == "waiting"
    assert row["unread"] == 1

    answer = await mei.send("在的，帮您查", conversation=conversation)
    entry = await bea.entry("在的，帮您查")
    assert entry["seq"] == answer["seq"] == 3  # 2 is the line that says who took it
    assert entry["author"] == "小梅"
    assert entry["author_id"] is None
    taken = await bea.event("session.taken")
    assert taken["session"]["agent"] == {"id": None, "name": "小梅"}
    assert taken["conversation"] is None
    await mei.close()
    await bea.close()


async def test_the_same_client_id_is_stored_once(live: LiveServer, real_cast: Cast) -> None:
    bea = await chat(live, real_cast.shop)
    client_id = str(uuid4())
    first = await bea.send("发两次", client_id)
    again = await bea.send("发两次", client_id)
    assert again["seq"] == first["seq"]
    assert again["duplicate"]
    fill = await bea.command("thread.fill", after=0)
    assert [entry["text"] for entry in fill["entries"]] == ["发两次"]
    assert fill["through"] == fill["last"] == 1
    await bea.close()


async def test_a_message_after_finishing_opens_a_new_session(
    live: LiveServer, real_cast: Cast
) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    bea = await chat(live, real_cast.shop)
    await bea.send("你好")
    conversation = (await mei.event("entry.added"))["conversation"]
    await mei.command("session.take", conversation=conversation)
    done = await mei.command("session.finish", conversation=conversation)
    assert done["row"]["state"] == "finished"
    again = await bea.send("还有个问题")
    assert again["session"] == 2
    opened = await mei.event("session.opened", lambda event: event["session"]["number"] == 2)
    assert opened["session"] == {"number": 2, "state": "waiting", "agent": None}
    thread = (await mei.command("thread.open", conversation=conversation))["thread"]
    assert [entry["text"] for entry in thread["entries"]] == [
        "你好",
        "session.taken",
        "session.finished",
        "还有个问题",
    ]
    await mei.close()
    await bea.close()


async def test_a_colleague_who_looks_on_leaves_no_trace(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    tom = await desk(live, await sync_to_async(session_cookie)(real_cast.tom))
    bea = await chat(live, real_cast.shop)
    await bea.send("有人吗")
    conversation = (await mei.event("entry.added"))["conversation"]
    await mei.command("session.take", conversation=conversation)
    await tom.command("position.report", conversation=conversation, delivered=1, read=1)
    thread = (await bea.command("hello", token=bea.token, after=0))["thread"]
    assert thread["positions"]["shop"] == {"delivered": 0, "read": 0}
    for line in (mei, tom, bea):
        await line.close()


async def test_positions_reach_the_other_side(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    bea = await chat(live, real_cast.shop)
    await bea.send("看到了吗")
    conversation = (await mei.event("entry.added"))["conversation"]
    await mei.command("position.report", conversation=conversation, delivered=1, read=1)
    moved = await bea.event("position.moved")
    assert moved["positions"]["shop"] == {"delivered": 1, "read": 1}
    row = await mei.event("conversation.changed", lambda event: event["row"]["unread"] == 0)
    assert row["row"]["unanswered_since"] is not None
    await mei.close()
    await bea.close()
