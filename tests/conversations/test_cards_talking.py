"""Cards through real sockets: sent from the desk, answered on the buyer's page, filled in later."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from conversations.models import Conversation
from helpdesk.commerce.models import Order
from tests.cast import Cast
from tests.conversations.carded import ordered, product
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.test_buyer_socket import faults_in, listening_buyer


async def both(live: LiveServer, cast: Cast) -> tuple[Line, Line, int, Order]:
    """Bea has written, Mei hears her; the thread, and an order of Bea's."""
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    bea = await listening_buyer(live, cast)
    await bea.send("我的地址对吗")
    conversation = (await mei.event("entry.added"))["conversation"]
    thread = await sync_to_async(Conversation.objects.select_related("buyer").get)(pk=conversation)
    order = await sync_to_async(ordered)(cast, thread)
    return mei, bea, conversation, order


def asked(conversation: int, order: Order, card: str = "address") -> dict[str, object]:
    return {
        "conversation": conversation,
        "client_id": str(uuid4()),
        "card": card,
        "about": order.pk,
    }


async def test_a_card_goes_out_and_its_answer_comes_back(live: LiveServer, real_cast: Cast) -> None:
    mei, bea, conversation, order = await both(live, real_cast)
    fields = asked(conversation, order)
    sent = await mei.command("card.send", **fields)
    assert (await mei.command("card.send", **fields))["seq"] == sent["seq"]
    heard = await bea.event("entry.added", lambda event: event["entry"]["kind"] == "card")
    entry = heard["entry"]
    assert entry["seq"] == sent["seq"] and entry["card"]["phone"] == "138****5678"
    row = await mei.event(
        "conversation.changed", lambda event: event["row"]["last_card"] == "address"
    )
    assert row["row"]["last_text"] == "云感连帽卫衣 燕麦色 M"

    once = str(uuid4())
    answer = {"seq": sent["seq"], "client_id": once, "says": "change", "phone": "13900001234"}
    said = await bea.command("card.answer", **answer)
    assert (await bea.command("card.answer", **answer)) | {"reply": 0} == said | {
        "reply": 0,
        "duplicate": True,
    }
    told = await mei.event("entry.added", lambda event: event["entry"]["kind"] == "answer")
    assert told["entry"]["target"] == sent["seq"]
    assert told["entry"]["card"]["phone"] == "139****1234"
    with pytest.raises(Refused) as refused:
        await bea.command("card.answer", **{**answer, "client_id": str(uuid4())})
    assert refused.value.code == "card_answered" and "要改" in refused.value.error["message"]

    fill = await bea.command("thread.fill", after=0)
    assert [each["kind"] for each in fill["entries"]] == ["message", "system", "card", "answer"]
    history = await mei.command("thread.history", conversation=conversation, before=99)
    for mine, theirs in zip(fill["entries"], history["entries"], strict=True):
        assert {**mine, "author_id": 0} == {**theirs, "author_id": 0}
    assert [fault for frame in bea.frames for fault in faults_in(frame)] == []
    assert not [frame for frame in bea.frames if "13900001234" in str(frame)]
    for line in (mei, bea):
        await line.close()


async def test_a_recalled_card_is_blank_on_both_sides(live: LiveServer, real_cast: Cast) -> None:
    mei, bea, conversation, order = await both(live, real_cast)
    sent = await mei.command("card.send", **asked(conversation, order, "order"))
    await mei.command(
        "message.recall", conversation=conversation, seq=sent["seq"], client_id=str(uuid4())
    )
    for fill in (
        await bea.command("thread.fill", after=sent["seq"] - 1),
        await mei.command("thread.fill", conversation=conversation, after=sent["seq"] - 1),
    ):
        card, recall = fill["entries"]
        assert (card["text"], card["card"], card["recalled"]) == ("", None, True)
        assert (recall["kind"], recall["target"]) == ("recall", sent["seq"])
    for line in (mei, bea):
        await line.close()


async def test_another_buyers_order_and_another_shops_goods_are_not_found(
    live: LiveServer, real_cast: Cast
) -> None:
    mei, bea, conversation, _ = await both(live, real_cast)
    other = await sync_to_async(real_cast.thread)("另一位")
    theirs = await sync_to_async(ordered)(real_cast, other)
    goods = await sync_to_async(product)(real_cast, shop=real_cast.other_shop)
    for fields in (
        asked(conversation, theirs),
        asked(conversation, theirs, "order"),
        {**asked(conversation, theirs, "product"), "about": goods.pk},
        {**asked(conversation, theirs), "about": 2**63 - 1},
    ):
        with pytest.raises(Refused) as refused:
            await mei.command("card.send", **fields)
        assert refused.value.code == "not_found"
    for line in (mei, bea):
        await line.close()


async def test_another_visitor_cannot_answer(live: LiveServer, real_cast: Cast) -> None:
    mei, bea, conversation, order = await both(live, real_cast)
    sent = await mei.command("card.send", **asked(conversation, order))
    eva = await chat(live, real_cast.shop)
    answer = {"seq": sent["seq"], "client_id": str(uuid4()), "says": "right"}
    for words in (None, "我也在"):  # without a thread, and with her own
        if words:
            await eva.send(words)
        with pytest.raises(Refused) as refused:
            await eva.command("card.answer", **answer)
        assert refused.value.code == "not_found"
    assert (await bea.command("card.answer", **answer))["seq"] == sent["seq"] + 1
    for line in (mei, bea, eva):
        await line.close()
