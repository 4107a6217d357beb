"""From a person's hands to the thread and back out by a signed address, over real HTTP."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client

from conversations.actions.blocking import block_buyer
from conversations.actions.sending_files import send_file, send_first_file
from conversations.actions.sessions import finish_session, take_session
from conversations.errors import ClientIdTaken, ConversationNotFound, HeldByOther
from conversations.file_rules import PER_MESSAGE
from conversations.files.errors import FileGone
from conversations.models import Attachment, Conversation
from conversations.queries.entries import entry_shape_of
from conversations.speaker import buyer_of
from conversations.uploader import Uploader
from conversations.visitor import token_for
from tests.cast import Cast, agent
from tests.files import made
from tests.files.handed import (
    RAW,
    body,
    from_buyer,
    from_desk,
    ruled,
    sent_by_buyer,
    theirs,
    visitor_of,
)


def test_a_buyers_photo_becomes_an_entry_that_both_sides_can_open(cast: Cast) -> None:
    thread = cast.thread()
    entry = sent_by_buyer(cast, thread, made.photo_with_place((1200, 900)))
    thread.refresh_from_db()
    assert (entry.kind, entry.side, entry.text) == ("file", "buyer", "破损.jpg")
    assert (thread.last_card, thread.last_text, thread.unread) == ("image", "破损.jpg", 2)
    shown = entry_shape_of(entry)["card"]
    assert shown is not None and "key" not in shown
    assert (shown["type"], shown["width"], shown["height"]) == ("image", 900, 1200)  # type: ignore[typeddict-item]
    full, thumb = (Client().get(shown[part]) for part in ("url", "thumb"))  # type: ignore[literal-required]
    assert (full["Content-Type"], thumb["Content-Type"]) == ("image/jpeg", "image/webp")
    assert len(body(full)) == int(full["Content-Length"]) > len(body(thumb)) > 0
    numbers = (str(thread.pk), str(thread.shop_id), str(thread.buyer_id))
    parts = shown["url"].split("/")  # type: ignore[typeddict-item]
    assert not set(numbers) & set(parts)


def test_an_agents_document_is_sent_once_however_often_it_is_tried(cast: Cast) -> None:
    thread, client_id = cast.thread(), uuid4()
    first = from_desk(cast.mei, thread, made.packed(), "../价目表.xlsx", client_id)
    again = from_desk(cast.mei, thread, made.packed(), "../价目表.xlsx", client_id)
    assert first.json()["file"] == again.json()["file"]
    assert first.json()["file"]["name"] == "价目表.xlsx" and "路径" in first.json()["changed"]
    uploader = Uploader(speaker=agent(cast.mei), conversation_id=thread.pk)
    sent, resent = (send_file(uploader=uploader, client_id=client_id) for _ in range(2))
    assert (sent.seq, sent.duplicate) == (resent.seq, not resent.duplicate)
    assert Attachment.objects.filter(shop=cast.shop, client_id=client_id).count() == 1
    third = from_desk(cast.mei, thread, made.PDF, "other.pdf", client_id)
    assert third.json()["file"]["name"] == "价目表.xlsx"
    thread.refresh_from_db()
    assert (thread.owner_id, thread.last_card) == (cast.mei.pk, "file")


def test_a_file_can_be_the_very_first_thing_a_visitor_says(cast: Cast) -> None:
    client_id, key = uuid4(), "never-seen-before"
    assert from_buyer(cast, key, made.picture(), client_id=client_id).status_code == 200
    nobody = Conversation.objects.filter(shop=cast.shop, buyer__visitor_key=key)
    assert not nobody.exists()
    me = Uploader(speaker=buyer_of(cast.shop.pk), conversation_id=None, visitor_key=key)
    with pytest.raises(FileGone), transaction.atomic():
        send_first_file(uploader=me, client_id=uuid4())
    assert not nobody.exists()
    begun, sent = send_first_file(uploader=me, client_id=client_id)
    assert (nobody.get().pk, sent.session) == (begun, 1)


def test_nobody_sends_what_another_uploaded(cast: Cast) -> None:
    thread, other = cast.thread(), cast.thread()
    client_id = uuid4()
    from_buyer(cast, visitor_of(thread), made.picture(), client_id=client_id)
    for uploader in (
        theirs(other),
        Uploader(speaker=agent(cast.mei), conversation_id=thread.pk),
    ):
        with pytest.raises(FileGone):
            send_file(uploader=uploader, client_id=client_id)
    taken = from_buyer(cast, visitor_of(other), made.picture(), client_id=client_id)
    assert taken.json()["error"]["code"] == ClientIdTaken.code
    stranger = Uploader(speaker=agent(cast.oleg), conversation_id=thread.pk)
    with pytest.raises(ConversationNotFound):
        send_file(uploader=stranger, client_id=client_id)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made.EXE, "file_kind_refused"),
        (made.SVG, "file_svg_refused"),
        (made.bomb, "file_packed_bomb"),
        (b"", "file_empty"),
    ],
)
def test_bad_bytes_leave_nothing_behind(
    cast: Cast, data: bytes | Callable[[], bytes], code: str
) -> None:
    data = data() if callable(data) else data
    thread = cast.thread()
    refused = from_buyer(cast, visitor_of(thread), data, "a/b/收据.jpg")
    error = refused.json()["error"]
    assert refused.status_code >= 400 and error["code"] == code
    assert error["message"].startswith("「收据.jpg」") and error["action"]
    assert not Attachment.objects.filter(shop=cast.shop).exists()


def test_fifty_megabytes_are_refused_unread(cast: Cast) -> None:
    thread = cast.thread()
    answer = Client().generic(
        "POST",
        f"/chat/{cast.shop.slug}/files/{uuid4()}/",
        b"x",
        content_type="image/jpeg",
        CONTENT_LENGTH=str(50 * 1024 * 1024),
        headers={"Authorization": f"Bearer {token_for(cast.shop.pk, visitor_of(thread))}"},
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "file_too_large")


def test_who_may_not_write_may_not_upload(cast: Cast) -> None:
    thread = cast.thread()
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert from_desk(cast.tom, thread, made.picture()).json()["error"]["code"] == HeldByOther.code
    assert from_desk(cast.oleg, thread, made.picture()).status_code == 404
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    assert from_desk(cast.tom, thread, made.picture()).status_code == 200
    block_buyer(actor=agent(cast.qin), conversation_id=thread.pk, reason="骂人", hours=1)
    blocked = from_buyer(cast, visitor_of(thread), made.picture())
    assert blocked.status_code >= 400 and blocked.json()["error"]["message"]
    assert from_desk(cast.mei, thread, made.picture()).json()["error"]["code"] == "chat_blocked"


def test_a_buyers_token_is_the_only_key_and_a_desk_needs_its_own_form_token(cast: Cast) -> None:
    address = f"/chat/{cast.shop.slug}/files/{uuid4()}/"
    assert Client().post(address, b"x", RAW).status_code == 401
    other = token_for(cast.other_shop.pk, "key")
    foreign = Client().post(address, b"x", RAW, headers={"Authorization": f"Bearer {other}"})
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (401, "token_invalid")
    thread = cast.thread()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.mei.user)
    assert (
        strict.post(f"/desk/{thread.pk}/files/{uuid4()}/", made.picture(), RAW).status_code == 403
    )
    assert Client().post(f"/desk/{thread.pk}/files/{uuid4()}/", b"x", RAW).status_code == 302


def test_each_person_has_a_bucket_and_a_shelf_of_their_own(cast: Cast) -> None:
    thread, other = cast.thread(), cast.thread()
    ruled(cast, PER_MESSAGE, 1)
    for _ in range(3):
        assert from_buyer(cast, visitor_of(thread), made.picture()).status_code == 200
    full = from_buyer(cast, visitor_of(thread), made.picture())
    assert full.json()["error"]["code"] == "file_too_many_unsent"
    rate = {"burst": 1, "per_minute": 1}
    ruled(cast, "file.rate", rate)
    fast = [from_buyer(cast, visitor_of(other), made.EXE) for _ in range(2)]
    assert [answer.status_code for answer in fast] == [415, 429]
    assert fast[1].json()["error"]["retry_after"] > 30 and int(fast[1]["Retry-After"]) > 30


def test_the_database_keeps_files_of_shops_apart(cast: Cast) -> None:
    thread = cast.thread()
    sent_by_buyer(cast, thread, made.picture())
    row = Attachment.objects.get(shop=cast.shop)
    for change in (
        {"shop_id": cast.other_shop.pk},
        {"member_id": cast.oleg.pk, "visitor_key": ""},
        {"seq": None},
        {"width": None},
        {"state": "erased"},
        {"member_id": cast.mei.pk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=row.pk).update(**change)
            transaction.get_connection().cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
