"""Frames that no page of ours sends: a clear answer each, and nobody else is disturbed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from conversations.models import Conversation, Entry
from helpdesk.commerce.models import Buyer
from tests.cast import Cast
from tests.conversations.bystanders import undisturbed
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie

NEW_ID = "3b2a3f5e-0000-4000-8000-000000000000"


@pytest.fixture
async def bea(live: LiveServer, real_cast: Cast) -> AsyncIterator[Line]:
    line = await chat(live, real_cast.shop)
    yield line
    await line.close()


async def answer_to(line: Line, raw: str | bytes) -> dict[str, Any]:
    """The error that the server gives to this very frame; the socket must stay open."""
    before = len(line.errors)
    await line.connection.send(raw)
    async with asyncio.timeout(5):
        while len(line.errors) == before:
            await asyncio.sleep(0.01)
    assert (await line.command("ping"))["server_time"]
    return line.errors[-1]


BROKEN: dict[str, str | bytes] = {
    "empty": "",
    "half": '{"do": "ping"',
    "words": "你好",
    "array": '["ping"]',
    "number": "42",
    "null": "null",
    "string": '"ping"',
    "nothing": "{}",
    "do is a number": '{"do": 1}',
    "do is a list": '{"do": ["ping"]}',
    "do has control characters": '{"do": "pi\\u0000ng"}',
    "do has half a letter": '{"do": "\\ud800"}',
    "nested deeply": "[" * 30_000,
    "nested deeply in a field": '{"do": "ping", "x": ' + '{"a":' * 10_000,
    "huge number": '{"do": "ping", "x": ' + "9" * 5_000 + "}",
    "binary": b'{"do": "ping"}',
    "binary noise": b"\xff\xfe\x00\x01",
    "two objects": '{"do": "ping"}{"do": "ping"}',
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN.keys())
async def test_a_broken_frame_is_answered_and_the_socket_stays(bea: Line, raw: str | bytes) -> None:
    error = await answer_to(bea, raw)
    assert error["code"] == "bad_frame"
    assert error["message"] and error["action"]


@pytest.mark.parametrize(
    "ref", [1, True, ["a"], {"a": 1}, "x" * 65, "a\nb", "\ud800"], ids=lambda ref: ascii(ref)[:12]
)
async def test_a_ref_that_cannot_be_one_is_a_broken_frame(bea: Line, ref: object) -> None:
    error = await answer_to(bea, json.dumps({"do": "ping", "ref": ref}))
    assert error["code"] == "bad_frame"


async def test_a_ref_of_64_characters_is_answered(bea: Line) -> None:
    for ref in ("r" * 64, "参考" * 32):
        await bea.connection.send(json.dumps({"do": "ping", "ref": ref}))
        error = await answer_to(bea, json.dumps({"do": "?", "ref": ref}))
        assert error["code"] == "unknown_command"


@pytest.mark.parametrize("name", ["", "nope", "MESSAGE.SEND", "message.send ", "__class__", "%s"])
async def test_an_unknown_command_is_named_in_the_answer(bea: Line, name: str) -> None:
    with pytest.raises(Refused) as refused:
        await bea.command(name)
    assert refused.value.code == "unknown_command"
    assert name.strip() in refused.value.error["message"]


@pytest.mark.parametrize(
    ("name", "fields", "field"),
    [
        ("message.send", {"text": "x"}, "client_id"),
        ("message.send", {"client_id": NEW_ID}, "text"),
        ("message.send", {"client_id": NEW_ID, "text": 5}, "text"),
        ("message.send", {"client_id": NEW_ID, "text": None}, "text"),
        ("message.send", {"client_id": NEW_ID, "text": ["x"]}, "text"),
        ("message.send", {"client_id": "nope", "text": "x"}, "client_id"),
        ("message.send", {"client_id": 7, "text": "x"}, "client_id"),
        ("message.send", {"client_id": "x" * 9000, "text": "x"}, "client_id"),
        ("message.recall", {"client_id": NEW_ID}, "seq"),
        ("message.recall", {"client_id": NEW_ID, "seq": "1"}, "seq"),
        ("message.recall", {"client_id": NEW_ID, "seq": True}, "seq"),
        ("message.recall", {"client_id": NEW_ID, "seq": 1.0}, "seq"),
        ("message.recall", {"client_id": NEW_ID, "seq": 2**31}, "seq"),
        ("thread.fill", {}, "after"),
        ("thread.fill", {"after": -1}, "after"),
        ("thread.fill", {"after": 2**63}, "after"),
        ("thread.fill", {"after": 10**400}, "after"),
        ("thread.fill", {"after": None}, "after"),
        ("thread.history", {"before": {}}, "before"),
        ("position.report", {"delivered": "all"}, "delivered"),
        ("position.report", {"delivered": 1, "read": -5}, "read"),
        ("hello", {}, "token"),
        ("hello", {"token": 1}, "token"),
        ("hello", {"token": "x", "after": "0"}, "after"),
    ],
)
async def test_a_wrong_field_is_named_in_the_answer(
    bea: Line, name: str, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        await bea.command(name, **fields)
    assert refused.value.code == "bad_field"
    assert field in refused.value.error["message"]


@pytest.mark.parametrize("conversation", ["1", None, 1.5, -1, 2**63, [1], {"id": 1}])
async def test_a_conversation_that_is_no_number_is_named_at_the_desk(
    live: LiveServer, real_cast: Cast, conversation: object
) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    with pytest.raises(Refused) as refused:
        await mei.command("thread.open", conversation=conversation)
    assert refused.value.code == "bad_field"
    assert "conversation" in refused.value.error["message"]
    await mei.close()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        (" \n\t\r ", "text_empty"),
        ("\u3000\u00a0", "text_empty"),
        ("\u200b\ufeff\u200d\u2060", "text_empty"),
        ("字" * 5001, "text_too_long"),
        ("有\x00零", "text_broken"),
        ("半个\ud842字", "text_broken"),
        ("\udfb7", "text_broken"),
    ],
    ids=["empty", "blank", "wide blank", "invisible", "5001", "NUL", "high", "low"],
)
async def test_words_that_cannot_be_a_message_store_nothing(
    live: LiveServer, real_cast: Cast, bea: Line, text: str, code: str
) -> None:
    async with undisturbed(live, real_cast):
        threads = await Conversation.objects.filter(shop=real_cast.shop).acount()
        buyers = await Buyer.objects.filter(shop=real_cast.shop).acount()
        with pytest.raises(Refused) as refused:
            await bea.send(text)
        assert refused.value.code == code
        assert (await bea.command("thread.fill", after=0))["last"] == 0
        assert await Conversation.objects.filter(shop=real_cast.shop).acount() == threads
        assert await Buyer.objects.filter(shop=real_cast.shop).acount() == buyers


async def test_a_frame_of_a_megabyte_closes_this_socket_only(
    live: LiveServer, real_cast: Cast, bea: Line
) -> None:
    async with undisturbed(live, real_cast):
        with pytest.raises((ConnectionClosed, ConnectionError)):
            await bea.send("a" * 1_000_000)
        assert await bea.closed() == 1009
    assert not await Entry.objects.filter(
        shop_id=real_cast.shop.pk, text__startswith="aaa"
    ).aexists()


async def answered(line: Line, wanted: int) -> list[dict[str, Any]]:
    """The errors without a reference, once there are so many."""
    async with asyncio.timeout(10):
        while len(line.errors) < wanted:
            await asyncio.sleep(0.02)
    return line.errors


async def test_a_flood_of_broken_frames_disturbs_nobody(
    live: LiveServer, real_cast: Cast, bea: Line
) -> None:
    async with undisturbed(live, real_cast):
        for number in range(500):
            await bea.connection.send([*BROKEN.values()][number % len(BROKEN)])
        assert len(await answered(bea, 500)) == 500
        codes = {error["code"] for error in bea.errors}
        assert codes == {"bad_frame", "too_fast"}  # nonsense counts towards the limit too


async def test_a_stranger_to_json_at_the_desk_is_answered_too(
    live: LiveServer, real_cast: Cast
) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    for raw in BROKEN.values():
        assert (await answer_to(mei, raw))["code"] == "bad_frame"
    with pytest.raises(Refused) as refused:
        await mei.command("thread.open", conversation=2**62)
    assert refused.value.code == "not_found"
    await mei.close()


async def test_a_client_id_may_not_name_an_entry_of_another_kind(bea: Line) -> None:
    """A recall under the id of a message, and the other way round: refused in words."""
    first, recall = str(uuid4()), str(uuid4())
    sent = await bea.send("一", first)
    with pytest.raises(Refused) as refused:
        await bea.command("message.recall", seq=sent["seq"], client_id=first)
    assert refused.value.code != "error"
    await bea.command("message.recall", seq=sent["seq"], client_id=recall)
    with pytest.raises(Refused):
        await bea.send("这句不能悄悄丢掉", recall)
