"""One who sends too much is told to wait; nothing is lost, and nobody else waits."""

import asyncio
import time
from typing import Any
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.test import Client

from conversations.models import Entry
from tests.cast import Cast
from tests.conversations.bystanders import undisturbed
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie

FLOOD = 200


async def sent_until_stored(line: Line, client_id: str, text: str, **more: Any) -> tuple[int, int]:
    """Send as our page does: after ``too_fast`` wait as told, then the same again. (seq, waits)."""
    waits = 0
    while True:
        try:
            return (await line.send(text, client_id, **more))["seq"], waits
        except Refused as refused:
            assert refused.code == "too_fast"
            assert 0 < refused.error["retry_after"] <= 60
            assert refused.error["message"] and refused.error["action"]
            waits += 1
            await asyncio.sleep(refused.error["retry_after"])


async def test_a_flood_is_slowed_down_and_stored_exactly_once(
    live: LiveServer, real_cast: Cast
) -> None:
    bea, eva = await chat(live, real_cast.shop), await chat(live, real_cast.shop)
    texts = {str(uuid4()): f"第 {number} 条" for number in range(FLOOD)}
    async with undisturbed(live, real_cast):
        # All at once, as fast as the line takes it; the page waits for no answer either.
        first = [asyncio.create_task(bea.send(text, each)) for each, text in texts.items()]
        began = time.monotonic()
        await eva.send("我只有一句")
        assert time.monotonic() - began < 1
        answers = await asyncio.gather(*first, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert {answer.code for answer in refused} == {"too_fast"}
    assert all(0 < answer.error["retry_after"] < 5 for answer in refused)
    assert FLOOD - 40 <= len(refused) < FLOOD - 15  # the first 20, and 5 a second
    stored = Entry.objects.filter(shop_id=real_cast.shop.pk, client_id__in=texts)
    assert await stored.acount() == FLOOD - len(refused)

    # Thirty of the refused again, and some stored ones too: each is there exactly once.
    again = [*texts.items()][:5] + [*texts.items()][-30:]
    began = time.monotonic()
    waits = [await sent_until_stored(bea, each, text) for each, text in again]
    assert sum(wait for _, wait in waits) > 0
    assert time.monotonic() - began < 15
    for client_id, text in again:
        assert [entry.text async for entry in stored.filter(client_id=client_id)] == [text]
    seqs = [each.seq async for each in stored.order_by("seq")]
    assert seqs == list(range(1, len(seqs) + 1))
    await bea.close()
    await eva.close()


async def test_a_new_socket_of_the_same_visitor_has_no_new_allowance(
    live: LiveServer, real_cast: Cast
) -> None:
    bea = await chat(live, real_cast.shop)
    for number in range(20):
        await bea.send(f"{number}")
    other = await chat(live, real_cast.shop, bea.token)
    outcomes = await asyncio.gather(
        *(other.send(f"又 {number}") for number in range(20)), return_exceptions=True
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) >= 15
    await bea.close()
    await other.close()


async def test_an_agent_types_faster_than_a_buyer_may_but_not_without_end(
    live: LiveServer, real_cast: Cast
) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    thread = await sync_to_async(real_cast.thread)()
    sends = [mei.send(f"第 {number} 件", conversation=thread.pk) for number in range(390)]
    outcomes = await asyncio.gather(*sends, return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(one, Refused) and one.code == "too_fast" for one in refused)
    assert len(outcomes) - len(refused) >= 200
    await mei.close()


async def test_a_socket_may_not_ask_without_end(live: LiveServer, real_cast: Cast) -> None:
    bea = await chat(live, real_cast.shop)
    async with undisturbed(live, real_cast):
        pings = [asyncio.create_task(bea.command("ping")) for _ in range(1000)]
        outcomes = await asyncio.gather(*pings, return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(one, Refused) and one.code == "too_fast" for one in refused)
    assert len(outcomes) - len(refused) >= 400
    await asyncio.sleep(0.3)
    assert (await bea.command("ping"))["server_time"]
    await bea.close()


def test_new_visitors_of_one_address_are_limited_and_told_when(cast: Cast) -> None:
    browser = Client(REMOTE_ADDR="203.0.113.77")
    address = f"/chat/{cast.shop.slug}/visitor/"
    answers = [browser.post(address) for _ in range(70)]
    assert [answer.status_code for answer in answers[:60]] == [200] * 60
    assert answers[-1].status_code == 429
    error = answers[-1].json()["error"]
    assert error["code"] == "too_fast"
    assert error["retry_after"] > 0
    elsewhere = Client(REMOTE_ADDR="203.0.113.78").post(address)
    assert elsewhere.status_code == 200
