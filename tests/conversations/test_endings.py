"""How receptions end: the closing line, many at once and back again, by silence, and why nobody
bought."""

from datetime import UTC, datetime, timedelta, tzinfo
from uuid import uuid4

import pytest

from conversations.actions.changing_endings import change_endings
from conversations.actions.finishing_many import (
    count_answered,
    finish_answered,
    finish_idle,
    reopen_batch,
)
from conversations.actions.sessions import finish_session, take_session
from conversations.inside_errors import MinutesWrong, ReasonsWrong, ReasonUnknown, UndoLate
from conversations.models import ChatSession, Conversation, EndingSettings, Entry, Rating
from conversations.queries.ending import ending_of
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel import clock
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent, send


def answered(cast: Cast, *, minutes: int = 0) -> Conversation:
    """A chat of Mei's in which she spoke last, that long ago."""
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(agent(cast.mei), thread, "在的，您说")
    at = now() - timedelta(minutes=minutes)
    Conversation.objects.filter(pk=thread.pk).update(last_at=at)
    thread.refresh_from_db()
    return thread


def states(*threads: Conversation) -> list[str]:
    for thread in threads:
        thread.refresh_from_db()
        number = thread.session_number
        assert ChatSession.objects.get(conversation=thread, number=number).state == thread.state
    return [str(thread.state) for thread in threads]


def last(thread: Conversation, count: int = 1) -> list[tuple[str, str]]:
    found = Entry.objects.filter(conversation_id=thread.pk).order_by("-seq")[:count]
    return [(one.side, one.text) for one in reversed(found)]


def test_the_closing_line_is_said_by_the_machine(cast: Cast) -> None:
    EndingSettings.objects.create(shop=cast.shop, closing_line="谢谢光临，随时再来")
    thread = answered(cast)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert last(thread, 2) == [("auto", "谢谢光临，随时再来"), ("system", "session.finished")]
    thread.refresh_from_db()
    assert (thread.last_side, thread.last_text) == ("auto", "谢谢光临，随时再来")
    said = Entry.objects.get(conversation_id=thread.pk, side="auto")
    assert (said.author_id, said.author_name) == (None, cast.shop.name)


def test_without_a_line_nothing_is_said(cast: Cast) -> None:
    thread = answered(cast)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert last(thread) == [("system", "session.finished")]
    assert not Entry.objects.filter(conversation_id=thread.pk, side="auto").exists()


def test_all_answered_long_enough_ago_and_no_other(cast: Cast) -> None:
    old, fresh = answered(cast, minutes=30), answered(cast, minutes=2)
    waiting, toms = answered(cast, minutes=30), answered(cast, minutes=30)
    send(buyer_of(cast.shop.pk), waiting, "还有一句")
    Conversation.objects.filter(pk=waiting.pk).update(last_at=now() - timedelta(minutes=30))
    take_session(actor=agent(cast.qin), conversation_id=toms.pk)
    later = answered(cast, minutes=30)
    Conversation.objects.filter(pk=later.pk).update(snoozed_until=now() + timedelta(hours=1))
    assert count_answered(actor=agent(cast.mei), minutes=20) == 1
    ended, batch = finish_answered(actor=agent(cast.mei), minutes=20)
    assert ended == 1
    assert states(old, fresh, waiting, toms, later) == ["finished"] + ["active"] * 4
    assert reopen_batch(actor=agent(cast.mei), batch=batch) == 1
    assert states(old) == ["active"]
    assert last(old) == [("system", "session.reopened")]
    assert not Rating.objects.filter(conversation=old).exists()


def test_undo_is_for_some_seconds_and_leaves_what_has_gone_on(cast: Cast) -> None:
    one, two = answered(cast, minutes=30), answered(cast, minutes=30)
    _, batch = finish_answered(actor=agent(cast.mei), minutes=20)
    send(buyer_of(cast.shop.pk), two, "又来了")
    assert reopen_batch(actor=agent(cast.mei), batch=batch) == 1
    assert states(one, two) == ["active", "waiting"]
    _, late = finish_answered(actor=agent(cast.mei), minutes=1)
    ChatSession.objects.filter(batch=late).update(finished_at=now() - timedelta(seconds=11))
    for name in (late, uuid4()):
        with pytest.raises(UndoLate, match="10"):
            reopen_batch(actor=agent(cast.mei), batch=name)


def test_a_colleague_cannot_undo_what_is_not_theirs(cast: Cast) -> None:
    one = answered(cast, minutes=30)
    _, batch = finish_answered(actor=agent(cast.mei), minutes=20)
    assert reopen_batch(actor=agent(cast.tom), batch=batch) == 0
    with pytest.raises(UndoLate):
        reopen_batch(actor=agent(cast.oleg), batch=batch)
    assert states(one) == ["finished"]


@pytest.mark.parametrize("minutes", [0, 10_081])
def test_minutes_have_bounds(cast: Cast, minutes: int) -> None:
    with pytest.raises(MinutesWrong):
        count_answered(actor=agent(cast.mei), minutes=minutes)


def test_silence_ends_it_automatically(cast: Cast) -> None:
    EndingSettings.objects.create(shop=cast.shop, closing_line="再见")
    quiet, fresh = answered(cast, minutes=121), answered(cast, minutes=100)
    asked = answered(cast, minutes=121)
    send(buyer_of(cast.shop.pk), asked, "？")
    Conversation.objects.filter(pk=asked.pk).update(last_at=now() - timedelta(minutes=121))
    assert finish_idle() == 1
    assert finish_idle() == 0
    assert states(quiet, fresh, asked) == ["finished", "active", "active"]
    assert last(quiet) == [("system", "session.idle")]  # and no closing line after two hours
    session = ChatSession.objects.get(conversation=quiet)
    assert session.finished_by == "idle"
    entry = AuditEntry.objects.get(verb="session.idle_finished", shop=cast.shop)
    assert entry.actor is None


@pytest.mark.parametrize("wrong", [-3, 3])
def test_a_machine_with_a_wrong_clock_ends_what_is_quiet_and_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, wrong: int
) -> None:
    """Hours wrong, while the database is right: its clock alone decides, also about a chat whose
    closing line that machine said and whose end was taken back."""
    EndingSettings.objects.create(shop=cast.shop, closing_line="再见")
    quiet, fresh = answered(cast, minutes=121), answered(cast, minutes=100)
    reopened = answered(cast, minutes=110)
    real = clock.datetime

    class Wrong:
        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return real.now(zone) + timedelta(hours=wrong)

    monkeypatch.setattr(clock, "datetime", Wrong)
    _, batch = finish_answered(actor=agent(cast.mei), minutes=105)
    assert states(quiet, fresh, reopened) == ["finished", "active", "finished"]
    assert reopen_batch(actor=agent(cast.mei), batch=batch) == 2
    Conversation.objects.filter(pk=quiet.pk).update(last_at=real.now(UTC) - timedelta(minutes=121))
    assert finish_idle() == 1
    assert states(quiet, fresh, reopened) == ["finished", "active", "active"]


def test_either_side_opens_the_next(cast: Cast) -> None:
    quiet, other = answered(cast, minutes=121), answered(cast, minutes=121)
    finish_idle()
    send(buyer_of(cast.shop.pk), quiet, "还在吗")
    send(agent(cast.mei), other, "补一句")
    assert states(quiet, other) == ["waiting", "active"]
    assert [one.session_number for one in (quiet, other)] == [2, 2]


def test_why_nothing_was_bought(cast: Cast) -> None:
    thread = answered(cast)
    with pytest.raises(ReasonUnknown, match="天气"):
        finish_session(actor=agent(cast.mei), conversation_id=thread.pk, not_bought="天气不好")
    assert states(thread) == ["active"]
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk, not_bought="价格")
    assert ChatSession.objects.get(conversation=thread).not_bought == "价格"
    entry = AuditEntry.objects.get(verb="session.finished", shop=cast.shop)
    assert entry.data["not_bought"] == "价格"


def test_the_shop_changes_how_it_ends(cast: Cast) -> None:
    change_endings(
        actor=cast.lan.user,
        shop_id=cast.shop.pk,
        closing_line=" 回见 ",
        invitation="choose",
        reasons=["太贵", "颜色不喜欢"],
    )
    held = ending_of(cast.shop.pk)
    assert (held.closing_line, held.invitation) == ("回见", "choose")
    assert held.not_bought_reasons == ["太贵", "颜色不喜欢"]
    for wrong in ([], ["字" * 21], ["一", "一"], [str(at) for at in range(10)]):
        with pytest.raises(ReasonsWrong):
            change_endings(
                actor=cast.lan.user,
                shop_id=cast.shop.pk,
                closing_line="",
                invitation="always",
                reasons=wrong,
            )
