"""A chat is handed over."""

import pytest

from conversations.actions.sessions import take_session
from conversations.actions.sweeping import sweep
from conversations.actions.transferring import transfer_conversation
from conversations.errors import (
    ConversationNotFound,
    GroupUnknown,
    HeldByOther,
    NobodyOfGroup,
    NoteTooLong,
    ReceiverAway,
    ReceiverFull,
    ReceiverIsHolder,
    ReceiverUnknown,
    SessionOver,
)
from conversations.models import Assignment, Conversation, Entry
from conversations.queries.receivers import receivers_of
from conversations.speaker import Speaker
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.team.actions.arranging import save_group, set_place
from helpdesk.team.models import Presence
from tests.cast import Cast, agent, send
from tests.routing.people import at_work, owner_of


def hand(
    cast: Cast,
    thread: Conversation,
    to: Membership | None,
    *,
    by: Speaker | None = None,
    note: str = "",
    group: int | None = None,
) -> None:
    transfer_conversation(
        actor=by or agent(cast.mei),
        conversation_id=thread.pk,
        member_id=to.pk if to else None,
        group_id=group,
        note=note,
    )


def held(cast: Cast) -> Conversation:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    at_work(cast.mei, cast.tom)
    return thread


def test_the_receiver_holds_it_and_reads_the_note(cast: Cast) -> None:
    thread = held(cast)
    hand(cast, thread, cast.tom, note=" 老客催物流，先查单 ")
    assert owner_of(thread) == cast.tom.pk
    note = "老客催物流，先查单"
    assert thread.handed == {"id": cast.mei.pk, "name": "小梅", "note": note, "answered": False}
    line = Entry.objects.filter(conversation_id=thread.pk, kind="system").last()
    assert line is not None
    assert (line.text, line.author_name) == ("session.transferred 汤姆", "小梅")
    assert note not in Entry.objects.filter(conversation_id=thread.pk).values_list(
        "text", flat=True
    )
    told = AuditEntry.objects.get(shop=cast.shop, verb="session.transferred")
    assert told.data["to"] == "汤姆" and told.data["noted"] is True
    assert note not in str(told.data)
    step = Assignment.objects.get(conversation=thread, how="transferred")
    assert (step.member_id, step.previous_id, step.by_id) == (
        cast.tom.pk,
        cast.mei.pk,
        cast.mei.pk,
    )


def test_the_mark_goes_with_the_first_answer_and_the_note_stays(cast: Cast) -> None:
    thread = held(cast)
    hand(cast, thread, cast.tom, note="看一下")
    send(agent(cast.tom), thread, "您好")
    thread.refresh_from_db()
    assert thread.handed["answered"] is True and thread.handed["note"] == "看一下"


def test_somebody_away_or_full_is_said_with_who_could_instead(cast: Cast) -> None:
    thread = held(cast)
    at_work(cast.qin)
    at_work(cast.tom, state="busy")
    with pytest.raises(ReceiverAway) as away:
        hand(cast, thread, cast.tom)
    assert "汤姆" in away.value.said() and "秦越 0/12" in away.value.advised()
    at_work(cast.tom)
    set_place(actor=cast.qin, member=cast.tom, capacity=1, skills=[])
    take_session(actor=agent(cast.tom), conversation_id=cast.thread().pk)
    with pytest.raises(ReceiverFull) as full:
        hand(cast, thread, cast.tom)
    assert "1 / 1" in full.value.said() and "秦越" in full.value.advised()
    assert owner_of(thread) == cast.mei.pk


def test_it_goes_back_also_to_somebody_who_is_full(cast: Cast) -> None:
    thread = held(cast)
    hand(cast, thread, cast.tom)
    set_place(actor=cast.qin, member=cast.mei, capacity=1, skills=[])
    take_session(actor=agent(cast.mei), conversation_id=cast.thread().pk)
    hand(cast, thread, cast.mei, by=agent(cast.tom), note="您更熟")
    assert owner_of(thread) == cast.mei.pk


def test_a_group_gives_it_to_its_least_busy(cast: Cast) -> None:
    thread = held(cast)
    at_work(cast.qin)
    take_session(actor=agent(cast.tom), conversation_id=cast.thread().pk)
    group = save_group(actor=cast.qin, group=None, name="售后", members=[cast.tom, cast.qin])
    hand(cast, thread, None, group=group.pk)
    assert owner_of(thread) == cast.qin.pk
    assert Assignment.objects.get(conversation=thread, how="transferred").group_name == "售后"
    at_work(cast.tom, state="busy")
    with pytest.raises(NobodyOfGroup):
        hand(cast, thread, None, by=agent(cast.qin), group=group.pk)


def test_what_cannot_be_is_said(cast: Cast) -> None:
    thread = held(cast)
    with pytest.raises(ReceiverIsHolder):
        hand(cast, thread, cast.mei)
    with pytest.raises(ReceiverUnknown):
        hand(cast, thread, cast.oleg)
    with pytest.raises(GroupUnknown):
        hand(cast, thread, None, group=987654)
    with pytest.raises(NoteTooLong):
        hand(cast, thread, cast.tom, note="字" * 301)
    with pytest.raises(HeldByOther):
        hand(cast, thread, cast.tom, by=agent(cast.tom))
    with pytest.raises(ConversationNotFound):
        hand(cast, thread, cast.oleg, by=agent(cast.oleg))
    hand(cast, thread, cast.tom, by=agent(cast.qin))  # a supervisor may
    Conversation.objects.filter(pk=thread.pk).update(state="finished")
    with pytest.raises(SessionOver):
        hand(cast, thread, cast.mei, by=agent(cast.tom))


def test_another_shops_group_does_not_exist(cast: Cast) -> None:
    thread = held(cast)
    group = save_group(actor=cast.oleg, group=None, name="别家", members=[cast.oleg])
    with pytest.raises(GroupUnknown):
        hand(cast, thread, None, group=group.pk)


def test_the_dialog_shows_who_can_first_and_leaves_out_the_holder(cast: Cast) -> None:
    thread = held(cast)
    at_work(cast.qin, state="busy")
    people, _ = receivers_of(thread, asker_id=cast.mei.pk)
    assert [(one.name, one.may) for one in people] == [("汤姆", True), ("秦越", False)]


def test_whoever_leaves_and_hands_their_last_chat_over_is_away(cast: Cast) -> None:
    first, last = held(cast), cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=last.pk)
    mine = Presence.objects.filter(member=cast.mei)
    mine.update(state="leaving")
    hand(cast, first, cast.tom)
    sweep()
    assert mine.get().state == "leaving", "one is left"
    hand(cast, last, cast.tom)
    sweep()
    assert mine.get().state == "away"
