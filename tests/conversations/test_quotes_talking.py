"""Quotes through real sockets: heard by both sides, filled in later, refused in words."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from helpdesk.accounts.models import Policy
from helpdesk.kernel.clock import now
from tests.cast import Cast
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie
from tests.strangers.test_buyer_socket import faults_in, listening_buyer


async def said(line: Line, words: str, **more: object) -> int:
    sent = await line.command("message.send", client_id=str(uuid4()), text=words, **more)
    seq: int = sent["seq"]
    return seq


async def test_both_sides_quote_and_a_recall_empties_it(live: LiveServer, real_cast: Cast) -> None:
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    bea = await listening_buyer(live, real_cast)
    first = await said(bea, "几天能到")
    conversation = (await mei.event("entry.added"))["conversation"]
    answer = await said(mei, "三天", conversation=conversation, quote=first)
    heard = await bea.event("entry.added", lambda event: event["entry"]["seq"] == answer)
    assert heard["entry"]["target"] == heard["entry"]["quote"]["seq"] == first
    assert heard["entry"]["quote"]["text"] == "几天能到"
    thanks = await said(bea, "好", quote=answer)
    told = await mei.event("entry.added", lambda event: event["entry"]["seq"] == thanks)
    assert (told["entry"]["quote"]["author"], told["entry"]["quote"]["text"]) == ("小梅", "三天")

    await bea.command("message.recall", seq=first, client_id=str(uuid4()))
    for fill in (
        await bea.command("thread.fill", after=0),
        await mei.command("thread.fill", conversation=conversation, after=0),
    ):
        (quoting,) = [each for each in fill["entries"] if each["seq"] == answer]
        assert (quoting["quote"]["recalled"], quoting["quote"]["text"]) == (True, "")
    for line, fields in ((bea, {}), (mei, {"conversation": conversation})):
        for seq, code in ((first, "quote_recalled"), (999, "quote_gone")):
            with pytest.raises(Refused) as refused:
                await said(line, "这条", quote=seq, **fields)
            assert refused.value.code == code
    assert [fault for frame in bea.frames for fault in faults_in(frame)] == []
    for line in (mei, bea):
        await line.close()


async def test_a_stranger_quotes_nothing_and_begins_no_thread(
    live: LiveServer, real_cast: Cast
) -> None:
    thread = await sync_to_async(real_cast.thread)("只给店里看的")
    oleg = await desk(live, await sync_to_async(session_cookie)(real_cast.oleg))
    with pytest.raises(Refused) as refused:
        await said(oleg, "看看", conversation=thread.pk, quote=1)
    assert refused.value.code == "not_found"
    new = await chat(live, real_cast.shop)
    with pytest.raises(Refused) as refused:
        await said(new, "看看", quote=1)
    assert refused.value.code == "quote_gone"
    assert (await new.command("thread.fill", after=0))["last"] == 0
    for line in (oleg, new):
        await line.close()


@pytest.mark.parametrize(
    ("rule", "agents", "buyers"),
    [("everybody", True, True), ("buyers", False, True), ("nobody", False, False)],
)
async def test_the_rule_hides_the_button_and_alters_no_words(
    live: LiveServer, real_cast: Cast, rule: str, agents: bool, buyers: bool
) -> None:
    await Policy.objects.acreate(
        shop=real_cast.shop,
        name="chat.emoji",
        value=rule,
        source="",
        effective_from=now(),
        set_at=now(),
    )
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    welcome = await mei.event("desk.welcome")
    bea = await listening_buyer(live, real_cast)
    hello = await bea.command("hello", token=bea.token, after=0)
    assert (welcome["rules"]["emoji"], hello["rules"]["emoji"]) == (agents, buyers)
    await said(bea, "谢谢 🙏🏽")
    heard = await mei.event("entry.added")
    await said(mei, "👌", conversation=heard["conversation"])
    told = await bea.event("entry.added", lambda event: event["entry"]["side"] == "agent")
    assert (heard["entry"]["text"], told["entry"]["text"]) == ("谢谢 🙏🏽", "👌")
    for line in (mei, bea):
        await line.close()
