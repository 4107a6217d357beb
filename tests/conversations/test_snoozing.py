"""Put off until later: out of the waiting, back at its time, or at once when the buyer writes."""

import asyncio
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from conversations.actions.sessions import finish_session, take_session
from conversations.actions.snoozing import snooze_session, wake_snoozed
from conversations.errors import HeldByOther, NotTaken
from conversations.inside_errors import NothingOpen, SnoozeMoment
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.kernel.clock import iso, now
from helpdesk.realtime.shapes import RowShape
from tests.cast import Cast, agent, send
from tests.live import LiveServer, desk, session_cookie


def held(cast: Cast) -> Conversation:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    return thread


def off(cast: Cast, thread: Conversation, **ahead: float) -> RowShape:
    until = iso(now() + timedelta(**(ahead or {"hours": 2})))
    return snooze_session(actor=agent(cast.mei), conversation_id=thread.pk, until=until)


def due(thread: Conversation) -> None:
    Conversation.objects.filter(pk=thread.pk).update(snoozed_until=now() - timedelta(seconds=1))


def test_the_wait_goes_on_while_it_is_put_off(cast: Cast) -> None:
    thread = held(cast)
    row = off(cast, thread)
    assert row["snoozed_until"] and row["unanswered_since"]  # nobody's figure gets better by it
    due(thread)
    assert wake_snoozed() == 1
    assert wake_snoozed() == 0
    thread.refresh_from_db()
    assert thread.snoozed_until is None and thread.woken_at is not None
    send(agent(cast.mei), thread, "我回来了")
    thread.refresh_from_db()
    assert thread.woken_at is None


def test_the_buyers_words_bring_it_back_at_once(cast: Cast) -> None:
    thread = held(cast)
    off(cast, thread)
    send(agent(cast.mei), thread, "查一下再回您")
    thread.refresh_from_db()
    assert thread.snoozed_until is not None  # our own words do not
    send(buyer_of(cast.shop.pk), thread, "好了吗")
    thread.refresh_from_db()
    assert thread.snoozed_until is None and thread.unanswered_since is not None


@pytest.mark.parametrize(
    "until", ["", "明天", "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "2030-01-01T00:00:00"]
)
def test_a_moment_that_is_none(cast: Cast, until: str) -> None:
    thread = held(cast)
    with pytest.raises(SnoozeMoment, match="30"):
        snooze_session(actor=agent(cast.mei), conversation_id=thread.pk, until=until)


def test_only_what_is_in_ones_hands(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(NotTaken):
        off(cast, thread)
    take_session(actor=agent(cast.tom), conversation_id=thread.pk)
    with pytest.raises(HeldByOther):
        off(cast, thread)
    finish_session(actor=agent(cast.tom), conversation_id=thread.pk)
    with pytest.raises(NothingOpen):
        off(cast, thread)


def test_taking_it_back_and_finishing_end_it(cast: Cast) -> None:
    thread = held(cast)
    off(cast, thread)
    row = snooze_session(actor=agent(cast.mei), conversation_id=thread.pk, until=None)
    assert row["snoozed_until"] is None
    off(cast, thread)
    row = finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert row["snoozed_until"] is None


async def test_lists_counts_and_the_hint(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    thread = await sync_to_async(held)(cast)
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    until = iso(now() + timedelta(seconds=1))
    await mei.command("session.snooze", conversation=thread.pk, until=until)
    page = await mei.command("list.open", tab="waiting")
    assert (page["rows"], page["digest"]["waiting"]) == ([], 0)
    page = await mei.command("list.look", lens="later")
    assert [row["conversation"] for row in page["rows"]] == [thread.pk]
    await asyncio.sleep(1.1)
    assert await sync_to_async(wake_snoozed)() == 1
    woken = await mei.event("session.woken")
    assert (woken["conversation"], woken["owner"]) == (thread.pk, cast.mei.pk)
    page = await mei.command("list.open", tab="waiting")
    assert (len(page["rows"]), page["digest"]["waiting"]) == (1, 1)
    assert page["rows"][0]["woken"] is True
    await mei.close()
