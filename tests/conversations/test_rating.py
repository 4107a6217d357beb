"""Ratings: asked once, given once, in time, by the buyer alone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections

from conversations.actions import rating as rating_module
from conversations.actions.rating import give_rating
from conversations.actions.sessions import finish_session, take_session
from conversations.inside_errors import (
    CommentTooLong,
    RatingDone,
    RatingNotAsked,
    RatingOver,
    ScoreUnknown,
)
from conversations.models import Conversation, EndingSettings, Entry, Rating
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent, send
from tests.live import LiveServer, Refused, chat, desk, session_cookie


def served(cast: Cast, *, invite: bool = False) -> Conversation:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(agent(cast.mei), thread, "在的")
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk, invite=invite)
    return thread


def rate(thread: Conversation, score: int = 5, comment: str = "", session: int = 1) -> Any:
    return give_rating(
        shop_id=thread.shop_id,
        conversation_id=thread.pk,
        session=session,
        score=score,
        comment=comment,
    )


def test_the_shop_says_when_it_asks(cast: Cast) -> None:
    asked = Rating.objects.filter(shop=cast.shop)
    served(cast)
    assert asked.count() == 1
    rows = EndingSettings.objects.filter(shop=cast.shop)
    EndingSettings.objects.create(shop=cast.shop, invitation="choose")
    served(cast)
    assert asked.count() == 1
    served(cast, invite=True)
    assert asked.count() == 2
    rows.update(invitation="never")
    served(cast, invite=True)
    assert asked.count() == 2


def test_nobody_is_asked_about_nobody(cast: Cast) -> None:
    thread = cast.thread()
    finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    assert not Rating.objects.filter(conversation=thread).exists()


def test_given_once_and_never_changed(cast: Cast) -> None:
    thread = served(cast)
    told = rate(thread, 4, " 回得利索 ")
    assert (told["score"], told["comment"], told["agent"]) == (4, "回得利索", "小梅")
    for score in (1, 4, 0):
        with pytest.raises(RatingDone):
            rate(thread, score)
    line = Entry.objects.filter(conversation_id=thread.pk).order_by("-seq")[0]
    assert (line.kind, line.side, line.text) == ("system", "system", "session.rated.4\n回得利索")


def test_rather_not_asks_no_more_but_leaves_the_door_open(cast: Cast) -> None:
    thread = served(cast)
    rate(thread, 0, "不想说")
    row = Rating.objects.get(conversation=thread)
    assert (row.score, row.comment, row.declined_at is not None) == (None, "", True)
    with pytest.raises(RatingDone):
        rate(thread, 0)
    assert rate(thread, 5)["score"] == 5


def test_what_is_refused(cast: Cast) -> None:
    thread = served(cast)
    with pytest.raises(ScoreUnknown):
        rate(thread, 6)
    with pytest.raises(CommentTooLong, match="200"):
        rate(thread, 5, "字" * 201)
    with pytest.raises(RatingNotAsked):
        rate(thread, 5, session=2)
    rows = Rating.objects.filter(conversation=thread)
    rows.update(expires_at=now() - timedelta(seconds=1))
    with pytest.raises(RatingOver):
        rate(thread, 5)


def at_the_same_moment(thread: Conversation) -> list[str]:
    """Two tabs press the button together; what each was told."""
    start = Barrier(2)

    def press(score: int) -> str:
        start.wait(5)
        try:
            rate(thread, score)
            return "stored"
        except RatingDone:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(press, (1, 5)))


def test_of_two_tabs_one_wins(real_cast: Cast) -> None:
    for _ in range(5):
        thread = served(real_cast)
        assert at_the_same_moment(thread) == ["done", "stored"]
        lines = Entry.objects.filter(conversation_id=thread.pk, text__startswith="session.rated")
        assert lines.count() == 1


def test_without_its_guards_both_would(real_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that the race above is one: neither lock nor condition, and both are stored."""

    def careless(asked: Any, score: int, comment: str) -> bool:
        free = asked.get().score is None
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.2)")
        if free:
            asked.update(score=score, comment=comment, rated_at=now())
        return free

    monkeypatch.setattr(rating_module, "_claim", careless)
    monkeypatch.setattr(
        rating_module,
        "locked_conversation",
        lambda shop, pk: Conversation.objects.get(shop_id=shop, pk=pk),
    )
    monkeypatch.setattr(rating_module, "_tell", lambda *about: None)
    assert at_the_same_moment(served(real_cast)) == ["stored", "stored"]


async def test_asked_and_given_on_the_wire(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    bea = await chat(live, cast.shop)
    other = await chat(live, cast.shop, bea.token)
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    await bea.send("在吗")
    thread = (await mei.event("entry.added"))["conversation"]
    await mei.send("在的", conversation=thread)
    await mei.command("session.finish", conversation=thread)
    asked = await bea.event("rating.invited")
    assert (asked["rating"]["session"], asked["rating"]["agent"]) == (1, "小梅")
    assert asked["conversation"] is None
    again = await chat(live, cast.shop, bea.token)
    assert again.hello["rating"]["session"] == 1
    with pytest.raises(Refused, match="unknown_command"):
        await mei.command("rating.give", conversation=thread, session=1, score=5)
    await bea.command("rating.give", session=1, score=5, comment="好")
    heard = await mei.event("rating.given")
    assert (heard["conversation"], heard["rating"]["score"]) == (thread, 5)
    with pytest.raises(Refused, match="rating_done"):
        await again.command("rating.give", session=1, score=1)
    last = await chat(live, cast.shop, bea.token)
    assert last.hello["rating"] is None
    await asyncio.gather(*(line.close() for line in (bea, other, again, last, mei)))
