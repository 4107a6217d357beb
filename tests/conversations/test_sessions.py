"""Taking and finishing a reception."""

import pytest

from conversations.actions.sessions import finish_session, take_session
from conversations.errors import ConversationNotFound, HeldByOther, NotTaken, SessionOver
from conversations.models import ChatSession, Entry
from helpdesk.accounts.models import AuditEntry
from tests.cast import Cast, agent


def lines(conversation_id: int) -> list[str]:
    entries = Entry.objects.filter(conversation_id=conversation_id, kind="system")
    return list(entries.order_by("seq").values_list("text", flat=True))


def test_taking_gives_the_chat_to_the_agent(cast: Cast) -> None:
    thread = cast.thread()
    row = take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert row["owner"] == {"id": cast.mei.pk, "name": "小梅"}
    assert row["state"] == "active"
    assert row["unanswered_since"] is not None  # taken is not answered
    session = ChatSession.objects.get(conversation=thread)
    assert session.owner_id == cast.mei.pk
    assert session.taken_at is not None


def test_taking_twice_changes_nothing(cast: Cast) -> None:
    thread = cast.thread()
    first = take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    again = take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert again == first
    assert lines(thread.pk) == ["session.taken"]


def test_an_agent_cannot_take_from_a_colleague_but_a_supervisor_can(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(HeldByOther, match="小梅"):
        take_session(actor=agent(cast.tom), conversation_id=thread.pk)
    row = take_session(actor=agent(cast.qin), conversation_id=thread.pk)
    assert row["owner"] == {"id": cast.qin.pk, "name": "秦越"}
    audited = AuditEntry.objects.filter(shop=cast.shop, verb="session.taken").order_by("id")
    assert [entry.data["previous_owner"] for entry in audited] == [None, cast.mei.pk]


def test_finishing_closes_the_session_and_its_waiting(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    row = finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert (row["state"], row["unread"], row["unanswered_since"]) == ("finished", 0, None)
    assert ChatSession.objects.get(conversation=thread).finished_at is not None
    assert AuditEntry.objects.filter(shop=cast.shop, verb="session.finished").count() == 1


def test_finishing_twice_changes_nothing(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert lines(thread.pk) == ["session.taken", "session.finished"]


def test_what_nobody_holds_is_taken_before_it_is_finished(cast: Cast) -> None:
    thread = cast.thread()
    with pytest.raises(NotTaken):
        finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    row = finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    assert row["state"] == "finished"


def test_an_agent_cannot_finish_for_a_colleague(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(HeldByOther):
        finish_session(actor=agent(cast.tom), conversation_id=thread.pk)


def test_a_finished_chat_cannot_be_taken(cast: Cast) -> None:
    thread = cast.thread()
    finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    with pytest.raises(SessionOver):
        take_session(actor=agent(cast.mei), conversation_id=thread.pk)


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    thread = cast.thread()
    for action in (take_session, finish_session):
        with pytest.raises(ConversationNotFound):
            action(actor=agent(cast.oleg), conversation_id=thread.pk)
