"""Notes beside a thread: where they stand, who is named, and that no buyer ever reads one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from conversations.actions.noting import add_note, delete_note, edit_note, see_mentions
from conversations.actions.sessions import take_session
from conversations.inside_errors import NoteGone, NoteNotYours, NoteTooLate
from conversations.mentions import mentioned_in
from conversations.models import Conversation, Mention, Note
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.kernel.text import TextTooLong
from helpdesk.realtime.shapes import NoteShape
from tests.cast import Cast, agent, send
from tests.live import LiveServer, chat, desk, session_cookie
from tests.strangers.knocking import beat_now, remembering

SECRET = "杭州段慢半天，能补发顺丰吗"


def note(member: Membership, thread: Conversation, text: str, anchor: int = 1) -> NoteShape:
    return add_note(
        actor=agent(member), conversation_id=thread.pk, client_id=uuid4(), text=text, anchor=anchor
    )


def unseen(member: Membership) -> int:
    return Mention.objects.filter(member=member, seen_at__isnull=True).count()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@秦越 看一下", {1}),
        ("问问@秦越，还有＠小梅", {1, 2}),
        ("@小梅花 是另一个人", {3}),
        ("写信给 a@b.com", set()),
        ("@", set()),
        ("@汤姆两个汤姆都算", {4, 5}),
    ],
)
def test_who_is_meant_by_an_at(text: str, meant: set[int]) -> None:
    names = {1: "秦越", 2: "小梅", 3: "小梅花", 4: "汤姆", 5: "汤姆"}
    assert mentioned_in(text, names) == meant


def test_a_note_leaves_no_hole_in_the_thread(cast: Cast) -> None:
    thread = cast.thread()
    written = note(cast.mei, thread, SECRET)
    sent = send(agent(cast.mei), thread, "在的")
    assert (written["number"], written["anchor"]) == (1, 1)
    assert sent.seq == 3  # 1 the buyer, 2 "taken", 3 the answer: the note took none
    thread.refresh_from_db()
    assert SECRET not in thread.last_text


def test_an_anchor_beyond_the_end_stands_at_the_end(cast: Cast) -> None:
    assert note(cast.mei, cast.thread(), "x", anchor=99)["anchor"] == 1


def test_the_same_client_id_is_one_note(cast: Cast) -> None:
    thread, client_id = cast.thread(), uuid4()
    for _ in range(2):
        told = add_note(
            actor=agent(cast.mei),
            conversation_id=thread.pk,
            client_id=client_id,
            text="一次",
            anchor=1,
        )
        assert told["number"] == 1
    assert Note.objects.filter(conversation_id=thread.pk).count() == 1


def test_who_is_named_has_it_until_they_look(cast: Cast) -> None:
    thread = cast.thread()
    told = note(cast.mei, thread, "@秦越 @小梅 看看")
    assert told["mentions"] == [cast.qin.pk]  # nobody is told of their own words
    note(cast.tom, thread, "@秦越 还有一件")
    assert (unseen(cast.qin), unseen(cast.tom)) == (2, 0)
    assert see_mentions(actor=agent(cast.qin), conversation_id=thread.pk) == 2
    assert see_mentions(actor=agent(cast.qin), conversation_id=thread.pk) == 0
    assert unseen(cast.qin) == 0


def test_a_colleague_who_left_is_not_named(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.tom.pk).update(is_active=False)
    assert note(cast.mei, cast.thread(), "@汤姆 在吗")["mentions"] == []


def test_editing_moves_the_mentions_and_the_change(cast: Cast) -> None:
    thread = cast.thread()
    note(cast.mei, thread, "@秦越 看")
    note(cast.mei, thread, "第二条")
    edited = edit_note(actor=agent(cast.mei), conversation_id=thread.pk, number=1, text="@汤姆 看")
    assert (edited["change"], edited["edited"]) == (3, True)
    assert (unseen(cast.qin), unseen(cast.tom)) == (0, 1)
    kept = AuditEntry.objects.get(verb="note.edited", shop=cast.shop)
    assert kept.data["text"] == "@秦越 看"


def test_only_the_author_in_time(cast: Cast) -> None:
    thread = cast.thread()
    note(cast.mei, thread, "我写的")
    about = {"conversation_id": thread.pk, "number": 1}
    with pytest.raises(NoteNotYours, match="小梅"):
        edit_note(actor=agent(cast.qin), text="改", **about)
    with pytest.raises(NoteNotYours):
        delete_note(actor=agent(cast.tom), **about)
    rows = Note.objects.filter(conversation_id=thread.pk)
    rows.update(at=rows.get().at - timedelta(seconds=121))
    with pytest.raises(NoteTooLate, match="120"):
        edit_note(actor=agent(cast.mei), text="改", **about)
    delete_note(actor=agent(cast.mei), **about)  # a trace is left, so it may go at any time


def test_deleting_leaves_a_trace_and_the_words_only_in_the_record(cast: Cast) -> None:
    thread = cast.thread()
    note(cast.mei, thread, "@秦越 " + SECRET)
    about = {"actor": agent(cast.mei), "conversation_id": thread.pk, "number": 1}
    gone = delete_note(**about)
    assert delete_note(**about)["change"] == gone["change"] == 2
    assert (gone["deleted"], gone["text"], unseen(cast.qin)) == (True, "", 0)
    assert SECRET in AuditEntry.objects.get(verb="note.deleted").data["text"]
    with pytest.raises(NoteGone):
        edit_note(**about, text="又来")


def test_too_long_is_a_sentence(cast: Cast) -> None:
    with pytest.raises(TextTooLong):
        note(cast.mei, cast.thread(), "字" * 5001)


async def test_colleagues_hear_it_and_the_buyer_never_does(
    live: LiveServer, real_cast: Cast
) -> None:
    cast = real_cast
    bea = await remembering_buyer(live, cast)
    mei = await desk(live, await sync_to_async(session_cookie)(cast.mei))
    qin = await desk(live, await sync_to_async(session_cookie)(cast.qin))
    await bea.send("什么时候到")
    thread = (await mei.event("entry.added"))["conversation"]
    await mei.command("thread.open", conversation=thread)
    said = {"client_id": str(uuid4()), "text": f"@秦越 {SECRET}", "anchor": 1}
    await mei.command("note.add", conversation=thread, **said)
    heard = await qin.event("note.changed")
    assert heard["note"]["text"] == said["text"]
    assert (await qin.command("inside.open"))["unseen"] == 1
    beat_now()
    beat = await qin.event("desk.heartbeat", lambda event: event["mentions"] == 1)
    assert beat["conversation"] is None
    await mei.event("desk.heartbeat", lambda event: event["notes"] == 1)
    await qin.command("mentions.see", conversation=thread)
    assert (await qin.command("inside.open"))["unseen"] == 0
    page = await qin.command("notes.fill", conversation=thread, after=0)
    assert ([each["number"] for each in page["notes"]], page["through"]) == ([1], 1)
    await mei.send("圆通在路上", conversation=thread)
    await bea.entry("圆通在路上")
    beat_now()
    await bea.command("thread.fill", after=0)
    await bea.command("thread.history", before=99)
    again = await chat(live, cast.shop, bea.token)
    for frame in (*bea.frames, again.hello):
        assert SECRET not in str(frame) and "note" not in str(frame), frame
    for line in (bea, again, mei, qin):
        await line.close()


async def remembering_buyer(live: LiveServer, cast: Cast):  # type: ignore[no-untyped-def]
    from conversations.visitor import new_token

    bea = await remembering(live, f"/ws/chat/{cast.shop.slug}/", Origin=live.url)
    bea.token = new_token(cast.shop.pk)
    await bea.command("hello", token=bea.token, after=0)
    return bea


def test_no_page_of_the_buyer_holds_a_note(cast: Cast) -> None:
    thread = cast.thread()
    note(cast.mei, thread, SECRET)
    assert SECRET not in Client().get(f"/chat/{cast.shop.slug}/").content.decode()
    assert SECRET not in Client().get(f"/try/{cast.shop.slug}/").content.decode()


async def test_a_desk_that_was_away_fills_what_changed(live: LiveServer, real_cast: Cast) -> None:
    cast = real_cast
    thread = await sync_to_async(cast.thread)()
    for number in range(3):
        await sync_to_async(note)(cast.mei, thread, f"第 {number}")
    await sync_to_async(delete_note)(actor=agent(cast.mei), conversation_id=thread.pk, number=2)
    tom = await desk(live, await sync_to_async(session_cookie)(cast.tom))
    page = await tom.command("notes.fill", conversation=thread.pk, after=1)
    assert [(each["number"], each["deleted"]) for each in page["notes"]] == [(3, False), (2, True)]
    assert page["through"] == page["last"] == 4
    await tom.close()


def test_notes_wait_for_each_other(cast: Cast) -> None:
    """Numbers come from the thread's row, held until the transaction ends."""
    thread = cast.thread()
    numbers = [note(cast.mei, thread, str(at))["number"] for at in range(5)]
    assert numbers == [1, 2, 3, 4, 5]
    assert take_session(actor=agent(cast.mei), conversation_id=thread.pk)["session"] == 1
