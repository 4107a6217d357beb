"""`unread` is what nobody of the shop has seen: never less, never more."""

from asgiref.sync import sync_to_async

from tests.cast import Cast
from tests.live import Line, LiveServer, chat, desk, session_cookie


async def unread_in(line: Line, conversation: int) -> int:
    rows = (await line.command("list.open", tab="all"))["rows"]
    return next(row["unread"] for row in rows if row["conversation"] == conversation)


async def start(live: LiveServer, cast: Cast, *words: str) -> tuple[Line, Line, int]:
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    bea = await chat(live, cast.shop)
    for each in words:
        await bea.send(each)
    heard = await mei.event("entry.added")
    return mei, bea, heard["conversation"]


async def test_a_colleague_who_has_read_less_makes_nothing_unread_again(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea, thread = await start(live, real_cast, "一", "二", "三")
    tom = await desk(live, await sync_to_async(session_cookie)(real_cast.tom))
    await tom.command("position.report", conversation=thread, delivered=3, read=3)
    assert await unread_in(mei, thread) == 0
    await bea.send("四")
    assert await unread_in(mei, thread) == 1
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    assert await unread_in(mei, thread) == 1
    for line in (mei, tom, bea):
        await line.close()


async def test_what_was_answered_does_not_become_unread_by_a_late_position(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea, thread = await start(live, real_cast, "一", "二")
    await mei.send("答", conversation=thread)
    await bea.send("三")
    assert await unread_in(mei, thread) == 1
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    assert await unread_in(mei, thread) == 1
    await mei.close()
    await bea.close()


async def test_taking_back_an_unread_message_leaves_the_read_one_read(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea, thread = await start(live, real_cast, "看过的")
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    undone = await bea.send("收回的")
    assert await unread_in(mei, thread) == 1
    await bea.command(
        "message.recall", seq=undone["seq"], client_id="00000000-0000-4000-8000-000000000001"
    )
    assert await unread_in(mei, thread) == 0
    await mei.close()
    await bea.close()


async def test_taking_back_a_read_message_leaves_the_unread_one_unread(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea, thread = await start(live, real_cast, "看过的")
    await mei.command("position.report", conversation=thread, delivered=1, read=1)
    await bea.send("没看的")
    await bea.command("message.recall", seq=1, client_id="00000000-0000-4000-8000-000000000001")
    assert await unread_in(mei, thread) == 1
    await mei.close()
    await bea.close()
