"""What a buyer is writing, through real sockets: who reads it, who never does, when it is gone."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from conversations.actions.blocking import block_buyer
from conversations.actions.showing_drafts import LONGEST, end_of
from conversations.policy_rules import SHOW_DRAFT
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import rule
from tests.cast import Cast, agent
from tests.live import Line, LiveServer, chat, desk, session_cookie

WORDS = "要是周六到不了我就"


async def switched(cast: Cast, on: bool) -> None:
    await sync_to_async(set_policy)(
        actor=None, shop_id=cast.shop.pk, name=SHOW_DRAFT, value=on, source=""
    )


async def at_desk(live: LiveServer, member: Membership, thread: int | None = None) -> Line:
    line = await desk(live, await sync_to_async(session_cookie)(member))
    if thread is not None:
        await line.command("thread.open", conversation=thread, after=0)
    return line


async def held_by_mei(live: LiveServer, cast: Cast) -> tuple[Line, Line, int]:
    """Bea on the line, and Mei who holds her chat and has it open."""
    bea, mei = await chat(live, cast.shop), await at_desk(live, cast.mei)
    await bea.send("在吗")
    thread: int = (await mei.event("session.opened"))["conversation"]
    await mei.command("session.take", conversation=thread)
    await mei.command("thread.open", conversation=thread, after=0)
    return bea, mei, thread


async def drafts_of(line: Line) -> list[str]:
    """All that came so far; the answer to a ping comes behind it."""
    await line.command("ping")
    return [one["text"] for one in line.events if one["event"] == "thread.draft"]


async def report(bea: Line, text: str = WORDS) -> Any:
    return (await bea.command("typing.report", text=text)).get("shown")


def test_it_is_off_until_the_owner_wants_it() -> None:
    assert rule(SHOW_DRAFT).preset is False
    assert "买家会看到提示" in rule(SHOW_DRAFT).said()


async def test_the_holder_and_who_oversees_read_it_and_nobody_else(
    live: LiveServer, real_cast: Cast
) -> None:
    await switched(real_cast, True)
    bea, mei, thread = await held_by_mei(live, real_cast)
    qin = await at_desk(live, real_cast.qin, thread)
    tom = await at_desk(live, real_cast.tom, thread)
    elsewhere = await at_desk(live, real_cast.mei)
    boss = await at_desk(live, real_cast.lan)
    oleg, other = await at_desk(live, real_cast.oleg), await chat(live, real_cast.shop)
    await other.send("我是另一个买家")
    assert await report(bea) is True
    assert await drafts_of(mei) == [WORDS]
    assert await drafts_of(qin) == [WORDS]
    for line in (tom, elsewhere, boss, oleg, other, bea):
        assert await drafts_of(line) == []
        assert WORDS not in str(line.events)
    await bea.command("typing.report")
    typing = await tom.event("thread.typing")
    assert typing["side"] == "buyer" and "text" not in typing
    for line in (bea, mei, qin, tom, elsewhere, boss, oleg, other):
        await line.close()


async def test_who_watches_silently_reads_it(live: LiveServer, real_cast: Cast) -> None:
    await switched(real_cast, True)
    bea, mei, thread = await held_by_mei(live, real_cast)
    qin = await at_desk(live, real_cast.qin)
    watching = "1b671a64-40d5-491e-99b0-da01ff1f3341"
    await qin.command("thread.watch", conversation=thread, watching=watching, after=0)
    await report(bea)
    assert await drafts_of(qin) == [WORDS]
    for line in (bea, mei, qin):
        await line.close()


async def test_while_the_rule_is_off_the_server_drops_the_words(
    live: LiveServer, real_cast: Cast
) -> None:
    bea, mei, _ = await held_by_mei(live, real_cast)
    assert await report(bea) is False
    assert await drafts_of(mei) == []
    await switched(real_cast, True)
    assert await report(bea) is True
    await switched(real_cast, False)
    assert await report(bea, "还想说的") is False
    assert await drafts_of(mei) == [WORDS, ""]
    await bea.close()
    await mei.close()


async def test_hello_says_whether_the_shop_reads_along(live: LiveServer, real_cast: Cast) -> None:
    for on in (False, True):
        await switched(real_cast, on)
        bea = await chat(live, real_cast.shop)
        reply = await bea.command("hello", token=bea.token, after=0)  # type: ignore[attr-defined]
        assert reply["rules"]["show_draft"] is on
        await bea.close()


async def test_it_is_taken_back_when_emptied_and_when_the_buyer_leaves(
    live: LiveServer, real_cast: Cast
) -> None:
    await switched(real_cast, True)
    bea, mei, _ = await held_by_mei(live, real_cast)
    await report(bea)
    await report(bea, "")
    await report(bea, "")
    assert await drafts_of(mei) == [WORDS, ""]
    await report(bea, "再写")
    await bea.close()
    async with asyncio.timeout(10):
        while len(await drafts_of(mei)) < 4:
            await asyncio.sleep(0.05)
    assert await drafts_of(mei) == [WORDS, "", "再写", ""]
    await mei.close()


async def test_after_a_hand_over_the_next_reads_it_and_the_last_no_more(
    live: LiveServer, real_cast: Cast
) -> None:
    await switched(real_cast, True)
    bea, mei, thread = await held_by_mei(live, real_cast)
    tom = await at_desk(live, real_cast.tom, thread)
    await report(bea)
    await mei.command("session.transfer", conversation=thread, member=real_cast.tom.pk)
    await report(bea, "还有一句")
    assert await drafts_of(mei) == [WORDS, ""]
    assert await drafts_of(tom) == ["还有一句"]
    for line in (bea, mei, tom):
        await line.close()


async def test_of_a_blocked_buyer_nothing_is_shown(live: LiveServer, real_cast: Cast) -> None:
    await switched(real_cast, True)
    bea, mei, thread = await held_by_mei(live, real_cast)
    await sync_to_async(block_buyer)(
        actor=agent(real_cast.lan), conversation_id=thread, reason="骂人", hours=0
    )
    assert await report(bea) is False
    assert await drafts_of(mei) == []
    await bea.close()
    await mei.close()


async def test_too_many_are_dropped_in_silence(live: LiveServer, real_cast: Cast) -> None:
    await switched(real_cast, True)
    bea, mei, _ = await held_by_mei(live, real_cast)
    for number in range(30):
        await report(bea, f"第 {number} 次")
    told = await drafts_of(mei)
    assert 6 <= len(told) < 20 and told[0] == "第 0 次"
    await bea.close()
    await mei.close()


async def test_what_an_agent_writes_is_not_shown_to_anybody(
    live: LiveServer, real_cast: Cast
) -> None:
    await switched(real_cast, True)
    bea, mei, thread = await held_by_mei(live, real_cast)
    qin = await at_desk(live, real_cast.qin, thread)
    await mei.command("typing.report", conversation=thread, text="我想想怎么说")
    await bea.event("thread.typing")
    for line in (bea, mei, qin):
        assert await drafts_of(line) == []
        assert "我想想" not in str(line.events)
        await line.close()


async def test_no_words_of_a_buyer_can_silence_a_desk(live: LiveServer, real_cast: Cast) -> None:
    await switched(real_cast, True)
    bea, mei, _ = await held_by_mei(live, real_cast)
    assert await report(bea, "一\ud83d二\x00三\n四") is True
    assert await drafts_of(mei) == ["一二三 四"]
    await bea.send("发出去了")
    await mei.entry("发出去了")
    await bea.close()
    await mei.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("好" * (LONGEST + 1) + "完", "好" * (LONGEST - 1) + "完"),
        ("  两行\n\t一样 ", "两行 一样"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("\ud83d", ""),
    ],
)
def test_its_end_on_one_line(text: str, shown: str) -> None:
    assert end_of(text) == shown
