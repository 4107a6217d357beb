"""The blacklist: who may, what each side reads, how it ends."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from conversations.actions.blocking import (
    block_buyer,
    lift_block,
    lift_ended_blocks,
    unblock_buyer,
)
from conversations.actions.sessions import take_session
from conversations.inside_errors import (
    BlockedBuyer,
    BlockHours,
    ChatBlocked,
    NotBlocked,
    ReasonEmpty,
    ReasonTooLong,
)
from conversations.models import Block, Conversation, Entry, Rating
from conversations.speaker import buyer_of
from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotFound
from tests.cast import Cast, agent, send
from tests.live import LiveServer, Refused, chat, desk, session_cookie


def blocked(cast: Cast, hours: int = 2) -> Conversation:
    thread = cast.thread("骂人的话")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    block_buyer(actor=agent(cast.qin), conversation_id=thread.pk, reason="反复辱骂", hours=hours)
    thread.refresh_from_db()
    return thread


def test_what_each_side_reads(cast: Cast) -> None:
    thread = blocked(cast)
    assert (thread.blocked, thread.state) == (True, "finished")
    assert not Rating.objects.filter(conversation=thread).exists()
    count = Entry.objects.filter(conversation_id=thread.pk).count()
    with pytest.raises(BlockedBuyer) as refused:
        send(buyer_of(cast.shop.pk), thread, "放我进去")
    assert "没有发出" in refused.value.told()
    with pytest.raises(ChatBlocked, match="黑名单"):
        send(agent(cast.mei), thread, "您好")
    assert Entry.objects.filter(conversation_id=thread.pk).count() == count


def test_only_who_may(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(PermissionRefused, match="拉黑"):
        block_buyer(actor=agent(cast.mei), conversation_id=thread.pk, reason="x", hours=1)
    block_buyer(actor=agent(cast.qin), conversation_id=thread.pk, reason="刷屏", hours=1)
    with pytest.raises(PermissionRefused):
        unblock_buyer(actor=agent(cast.tom), conversation_id=thread.pk)


def test_reason_and_hours_are_looked_at(cast: Cast) -> None:
    about = {"actor": agent(cast.qin), "conversation_id": cast.thread().pk}
    with pytest.raises(ReasonEmpty):
        block_buyer(**about, reason=" \u200b", hours=1)
    with pytest.raises(ReasonTooLong):
        block_buyer(**about, reason="字" * 201, hours=1)
    with pytest.raises(BlockHours):
        block_buyer(**about, reason="很久", hours=366 * 24)


def test_lifting_lets_them_write_again(cast: Cast) -> None:
    thread = blocked(cast, hours=0)
    assert Block.objects.get(buyer=thread.buyer).until is None
    unblock_buyer(actor=agent(cast.qin), conversation_id=thread.pk)
    with pytest.raises(NotBlocked):
        unblock_buyer(actor=agent(cast.qin), conversation_id=thread.pk)
    assert send(buyer_of(cast.shop.pk), thread, "谢谢").session == 2
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="buyer.").order_by("pk")
    assert [(one.verb, one.actor_name) for one in verbs] == [
        ("buyer.blocked", "秦越"),
        ("buyer.unblocked", "秦越"),
    ]


def test_blocking_again_replaces_reason_and_end(cast: Cast) -> None:
    thread = blocked(cast)
    block_buyer(actor=agent(cast.lan), conversation_id=thread.pk, reason="又来", hours=0)
    rows = Block.objects.filter(buyer=thread.buyer).order_by("pk")
    assert [(one.reason, one.lifted_at is None) for one in rows] == [
        ("反复辱骂", False),
        ("又来", True),
    ]


def test_its_time_comes_by_the_sweep(cast: Cast) -> None:
    thread, other = blocked(cast), blocked(cast)
    rows = Block.objects.filter(buyer=thread.buyer)
    rows.update(at=now() - timedelta(hours=3), until=now() - timedelta(seconds=1))
    assert lift_ended_blocks() == 1
    assert lift_ended_blocks() == 0
    thread.refresh_from_db()
    other.refresh_from_db()
    assert (thread.blocked, other.blocked) == (False, True)
    assert rows.get().lifted_by is None
    assert AuditEntry.objects.filter(verb="buyer.block_ended", shop=cast.shop).count() == 1


def test_a_late_sweep_keeps_nobody_out(cast: Cast) -> None:
    thread = blocked(cast)
    rows = Block.objects.filter(buyer=thread.buyer)
    rows.update(at=now() - timedelta(hours=3), until=now() - timedelta(seconds=1))
    assert send(buyer_of(cast.shop.pk), thread, "时间到了吧").session == 2
    thread.refresh_from_db()
    assert not thread.blocked


def test_another_shops_blacklist_does_not_exist(cast: Cast) -> None:
    thread = blocked(cast)
    block = Block.objects.get(buyer=thread.buyer)
    with pytest.raises(NotFound):
        lift_block(actor=agent(cast.oleg), block_id=block.pk)


async def test_on_the_wire_the_words_stay_with_the_buyer(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    bea = await chat(live, cast.shop)
    qin = await desk(live, await sync_to_async(session_cookie)(cast.qin))
    await bea.send("骂")
    thread = (await qin.event("entry.added"))["conversation"]
    await qin.command("session.take", conversation=thread)
    told = await qin.command("buyer.block", conversation=thread, reason="辱骂", hours=1)
    assert told["row"]["blocked"] is True
    await bea.event("session.finished")
    with pytest.raises(Refused) as refused:
        await bea.send("再骂")
    assert refused.value.code == "blocked" and "retry_after" not in refused.value.error
    for frame in bea.events:
        assert "辱骂" not in str(frame)
    with pytest.raises(Refused, match="chat_blocked"):
        await qin.send("您好", conversation=thread)
    await qin.command("buyer.unblock", conversation=thread)
    await bea.send("对不起")
    for line in (bea, qin):
        await line.close()
