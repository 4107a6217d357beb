"""Whatever people do, in whatever order, the line of the list says what the thread says.

The row is kept by one statement here and another there; here it is held against the entries
after every step of a random afternoon.
"""

import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from conversations.card_words import code_of
from conversations.models import SPOKEN, Conversation, Entry, Participant
from helpdesk.kernel.text import preview
from tests.cast import Cast
from tests.conversations.carded import ordered
from tests.live import Line, LiveServer, Refused, chat, desk, session_cookie

STEPS = 60

A_MOMENT = timedelta(milliseconds=5)
"""The statement that stores a message looks at the clock twice."""


def should_be(thread: Conversation) -> dict[str, Any]:
    """The row as anybody would work it out from the entries and the positions."""
    entries = list(
        Entry.objects.filter(shop_id=thread.shop_id, conversation_id=thread.pk).order_by("seq")
    )
    said = [one for one in entries if one.kind in SPOKEN and not one.recalled]
    seen = Participant.objects.filter(conversation=thread, member__isnull=False)
    read = max((one.read_seq for one in seen), default=0)
    answered = max((entry.seq for entry in said if entry.side == "agent"), default=0)
    asked = [
        entry
        for entry in said
        if entry.side == "buyer"
        and entry.seq > answered
        and entry.session_number == thread.session_number
        and thread.state != "finished"
    ]
    waits = [one for one in asked if one.kind == "message" or one.card["says"] == "change"]
    return {
        "seqs": list(range(1, len(entries) + 1)),
        "last_seq": len(entries),
        "last_text": preview(said[-1].text) if said else "",
        "last_side": said[-1].side if said else "system",
        "last_card": code_of(said[-1].card) if said and said[-1].card else "",
        "unread": sum(entry.seq > read for entry in asked),
        "unanswered_since": waits[0].at if waits else None,
    }


def row_is(thread: Conversation) -> dict[str, Any]:
    entries = Entry.objects.filter(shop_id=thread.shop_id, conversation_id=thread.pk)
    return {
        "seqs": list(entries.order_by("seq").values_list("seq", flat=True)),
        "last_seq": thread.last_seq,
        "last_text": thread.last_text,
        "last_side": thread.last_side,
        "last_card": thread.last_card,
        "unread": thread.unread,
        "unanswered_since": thread.unanswered_since,
    }


def compared(pk: int) -> tuple[dict[str, Any], dict[str, Any]]:
    thread = Conversation.objects.get(pk=pk)
    row, wanted = row_is(thread), should_be(thread)
    since, asked = row["unanswered_since"], wanted["unanswered_since"]
    if since and asked and abs(since - asked) < A_MOMENT:
        wanted["unanswered_since"] = since
    return row, wanted


async def step(
    chance: random.Random, thread: int, order: int, bea: Line, agents: list[Line]
) -> str:
    """One thing that somebody does; a refusal is an answer too."""
    last = (await bea.command("thread.fill", after=0))["last"]
    who, seq = chance.choice(agents), chance.randint(1, last)
    does = chance.choice(
        (
            *("ask", "ask", "answer", "look", "undo", "undo", "take", "finish"),
            *("show", "question", "question", "reply", "reply"),
        )
    )
    name = f"{does} {agents.index(who)} {seq}"
    try:
        match does:
            case "ask":
                await bea.send(f"问 {last}")
            case "answer":
                await who.send(f"答 {last}", conversation=thread)
            case "show" | "question":
                card = "order" if does == "show" else "address"
                fields = {"card": card, "about": order, "client_id": str(uuid4())}
                await who.command("card.send", conversation=thread, **fields)
            case "reply":
                says = chance.choice(("right", "change"))
                fields = {"seq": await question(bea), "client_id": str(uuid4()), "says": says}
                await bea.command("card.answer", words="换个门牌", **fields)
            case "look":
                await who.command("position.report", conversation=thread, delivered=seq, read=seq)
            case "undo":
                fields = {"seq": seq, "client_id": str(uuid4())}
                if chance.random() < 0.5:
                    await bea.command("message.recall", **fields)
                else:
                    await who.command("message.recall", conversation=thread, **fields)
            case "take" | "finish":
                await who.command(f"session.{does}", conversation=thread)
    except Refused as refused:
        assert refused.code != "error", name
        return f"{name}: {refused.code}"
    return name


async def question(bea: Line) -> int:
    """The newest question about an address that is not taken back; 1 where there is none."""
    entries = (await bea.command("thread.fill", after=0))["entries"]
    asked = [one["seq"] for one in entries if (one["card"] or {}).get("type") == "address"]
    return asked[-1] if asked else 1


def order_in(cast: Cast, thread: int) -> int:
    return ordered(cast, Conversation.objects.select_related("buyer").get(pk=thread)).pk


@pytest.mark.parametrize("seed", range(6))
async def test_the_row_agrees_with_the_thread_after_every_step(
    live: LiveServer, real_cast: Cast, seed: int
) -> None:
    chance = random.Random(seed)
    bea = await chat(live, real_cast.shop)
    members = (real_cast.mei, real_cast.tom, real_cast.qin)
    agents = [await desk(live, await sync_to_async(session_cookie)(one)) for one in members]
    await bea.send("在吗")
    thread = (await agents[0].event("entry.added"))["conversation"]
    order = await sync_to_async(order_in)(real_cast, thread)
    done: list[str] = []
    for _ in range(STEPS):
        done.append(await step(chance, thread, order, bea, agents))
        row, wanted = await sync_to_async(compared)(thread)
        assert row == wanted, "\n".join(done)
    for line in (bea, *agents):
        await line.close()
