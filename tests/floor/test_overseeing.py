"""Assigning from the queue, taking over, whispering: one wins, and the other reads who."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client

from conversations.access import conversation_of
from conversations.actions import overseeing
from conversations.actions.noting import delete_note, edit_note
from conversations.actions.overseeing import assign_waiting, take_over
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.whispering import whisper
from conversations.errors import ConversationNotFound, ReceiverAway, SessionOver
from conversations.floor.errors import (
    AlreadyAssigned,
    AlreadyTaken,
    NobodyToWhisperTo,
    TakeOverReasonMissing,
)
from conversations.models import Assignment, Conversation, Entry, Mention, Note
from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import AuditEntry, Membership
from tests.cast import Cast, agent
from tests.conversations.test_races import at_once
from tests.routing.people import at_work, owner_of

SECRET = "直接同意退，我批"


def assign(actor: Membership, thread: Conversation, to: Membership) -> object:
    return assign_waiting(actor=agent(actor), conversation_id=thread.pk, member_id=to.pk)


def test_the_first_to_assign_wins_and_the_second_reads_who(cast: Cast) -> None:
    thread = cast.thread()
    at_work(cast.mei, cast.tom)
    assign(cast.qin, thread, cast.mei)
    with pytest.raises(AlreadyAssigned) as beaten:
        assign(cast.lan, thread, cast.tom)
    assert beaten.value.said() == "秦越 先派了，这位买家在 小梅 手上。"
    assert owner_of(thread) == cast.mei.pk
    told = AuditEntry.objects.get(shop=cast.shop, verb="session.transferred")
    assert (told.actor, told.data["to"]) == (cast.qin.user, "小梅")


def test_somebody_took_it_meanwhile(cast: Cast) -> None:
    thread = cast.thread()
    at_work(cast.tom)
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(AlreadyTaken, match="小梅 先接了"):
        assign(cast.qin, thread, cast.tom)


def test_who_may_assign_what_to_whom(cast: Cast) -> None:
    thread = cast.thread()
    at_work(cast.tom, state="busy")
    with pytest.raises(PermissionRefused, match="主管"):
        assign(cast.mei, thread, cast.tom)
    with pytest.raises(ConversationNotFound):
        assign(cast.oleg, thread, cast.tom)
    with pytest.raises(ReceiverAway):
        assign(cast.qin, thread, cast.tom)
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(SessionOver):
        assign(cast.qin, thread, cast.tom)


def both_assign(cast: Cast, thread: Conversation) -> list[object]:
    return at_once(
        lambda: assign(cast.qin, thread, cast.mei), lambda: assign(cast.lan, thread, cast.tom)
    )


def test_two_supervisors_at_once(real_cast: Cast) -> None:
    thread = real_cast.thread()
    at_work(real_cast.mei, real_cast.tom)
    results = both_assign(real_cast, thread)
    assert sum(isinstance(one, AlreadyAssigned) for one in results) == 1, results
    assert Assignment.objects.filter(conversation=thread).count() == 1


@contextmanager
def lock_off() -> Iterator[None]:
    with patch.object(overseeing, "locked_conversation", conversation_of):
        yield


def test_without_the_lock_both_believe_they_won(real_cast: Cast) -> None:
    import threading

    thread = real_cast.thread()
    at_work(real_cast.mei, real_cast.tom)
    gate, real = threading.Barrier(2), overseeing.transfer_conversation

    def together(**kwargs: object) -> object:
        gate.wait(10)
        return real(**kwargs)  # type: ignore[arg-type]

    with lock_off(), patch.object(overseeing, "transfer_conversation", together):
        results = both_assign(real_cast, thread)
    assert not any(isinstance(one, AlreadyAssigned) for one in results)
    assert Assignment.objects.filter(conversation=thread).count() == 2


def test_taking_over_says_who_and_why(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    with pytest.raises(TakeOverReasonMissing, match="接走同事"):
        take_over(actor=agent(cast.qin), conversation_id=thread.pk, reason="  ")
    with pytest.raises(TakeOverReasonMissing):
        take_over(actor=agent(cast.qin), conversation_id=thread.pk, reason="字" * 101)
    with pytest.raises(PermissionRefused):
        take_over(actor=agent(cast.tom), conversation_id=thread.pk, reason="我来")
    take_over(actor=agent(cast.qin), conversation_id=thread.pk, reason=" 买家要投诉 ")
    assert owner_of(thread) == cast.qin.pk
    line = Entry.objects.filter(conversation_id=thread.pk, kind="system").last()
    assert line is not None and (line.text, line.author_name) == ("session.taken", "秦越")
    told = AuditEntry.objects.get(shop=cast.shop, verb="session.taken_over")
    assert (told.actor, told.data["before"], told.data["reason"]) == (
        cast.qin.user,
        "小梅",
        "买家要投诉",
    )
    step = Assignment.objects.filter(conversation=thread).latest("pk")
    assert (step.previous_id, step.note) == (cast.mei.pk, "买家要投诉")


def test_what_waits_is_taken_without_a_reason(cast: Cast) -> None:
    thread = cast.thread()
    take_over(actor=agent(cast.qin), conversation_id=thread.pk, reason="")
    assert owner_of(thread) == cast.qin.pk
    assert AuditEntry.objects.filter(shop=cast.shop, verb="session.taken").exists()


def whispered(cast: Cast, thread: Conversation, **more: object) -> dict[str, object]:
    said = {"client_id": uuid4(), "text": SECRET, "anchor": 1, "actor": agent(cast.qin), **more}
    return dict(whisper(conversation_id=thread.pk, **said))  # type: ignore[arg-type]


def held(cast: Cast) -> Conversation:
    thread = cast.thread("在吗")
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    return thread


def test_a_whisper_is_a_note_for_the_holder_alone(cast: Cast) -> None:
    thread = held(cast)
    told = whispered(cast, thread, text=f"{SECRET} @汤姆")
    assert told["to"] == {"id": cast.mei.pk, "name": "小梅", "seen": False}
    mention = Mention.objects.get(conversation=thread)  # Tom, who is named, is not told
    assert mention.member == cast.mei
    entry = AuditEntry.objects.get(shop=cast.shop, verb="chat.whispered")
    assert (entry.actor, entry.data["to"]) == (cast.qin.user, "小梅")
    assert SECRET not in str(entry.data)
    assert not Entry.objects.filter(conversation_id=thread.pk, text__contains=SECRET).exists()


def test_a_whisper_sent_again_is_one(cast: Cast) -> None:
    thread, client_id = held(cast), uuid4()
    one, again = (whispered(cast, thread, client_id=client_id) for _ in range(2))
    assert one == again
    assert Note.objects.filter(conversation_id=thread.pk).count() == 1
    assert AuditEntry.objects.filter(shop=cast.shop, verb="chat.whispered").count() == 1


def test_a_whisper_can_be_changed_and_deleted_by_who_said_it(cast: Cast) -> None:
    thread = held(cast)
    whispered(cast, thread)
    about = {"actor": agent(cast.qin), "conversation_id": thread.pk, "number": 1}
    assert edit_note(**about, text="@汤姆 先道歉")["mentions"] == [cast.mei.pk]
    assert delete_note(**about)["to"]["name"] == "小梅"


def test_nobody_to_hear_it(cast: Cast) -> None:
    waiting = cast.thread()
    with pytest.raises(NobodyToWhisperTo):
        whispered(cast, waiting)
    take_session(actor=agent(cast.qin), conversation_id=waiting.pk)
    with pytest.raises(NobodyToWhisperTo):
        whispered(cast, waiting)
    thread = held(cast)
    with pytest.raises(PermissionRefused):
        whispered(cast, thread, actor=agent(cast.tom))
    with pytest.raises(ConversationNotFound):
        whispered(cast, thread, actor=agent(cast.oleg))


def test_deeds_by_script_answer_in_words(cast: Cast) -> None:
    thread = cast.thread()
    at_work(cast.mei)
    browser = Client(headers={"accept": "application/json"})
    browser.force_login(cast.qin.user)
    url = f"/floor/{thread.pk}/assign/"
    assert browser.post(url, {"receiver": f"member:{cast.mei.pk}"}).status_code == 204
    again = browser.post(url, {"receiver": f"member:{cast.mei.pk}"})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "already_assigned")
    assert browser.post(url, {"receiver": "nobody"}).status_code == 409
    for wrong in ("member:x", "member:99999999999999999999", ""):
        fresh = cast.thread()
        answer = browser.post(f"/floor/{fresh.pk}/assign/", {"receiver": wrong})
        assert answer.status_code in {400, 404}, answer.content
    broken = browser.post(f"/floor/{thread.pk}/take/", {"reason": "我\x00来"})
    assert (broken.status_code, broken.json()["error"]["code"]) == (400, "text_broken")
    assert browser.post(f"/floor/{thread.pk}/take/", {"reason": "我来"}).status_code == 204
    assert browser.post("/floor/peak/", {"hours": "2"}).status_code == 204
    assert browser.post("/floor/peak/", {"hours": "2"}).json()["error"]["code"] == "peak_running"
    assert browser.post("/floor/peak/end/").status_code == 204
    assert browser.post("/floor/peak/", {"hours": "x"}).status_code == 400
