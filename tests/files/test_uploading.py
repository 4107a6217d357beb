"""From a person's hands to the thread and back out by a signed address, over real HTTP."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client

from conversations.actions.blocking import block_buyer
from conversations.actions.recalling import recall_message
from conversations.actions.sending_files import send_file, send_first_file
from conversations.actions.sessions import finish_session, take_session
from conversations.actions.sweeping_files import delete_erased_bytes, erase_due_files
from conversations.errors import ClientIdTaken, ConversationNotFound, HeldByOther
from conversations.file_bodies import address_of
from conversations.file_rules import KEEP_MONTHS, PER_MESSAGE, UNSENT_HOURS
from conversations.files.errors import FileGone
from conversations.models import Attachment, Conversation, Entry
from conversations.queries.entries import entry_shape_of
from conversations.queries.files import fresh_addresses
from conversations.speaker import buyer_of
from conversations.uploader import Uploader
from conversations.views import files as views
from conversations.visitor import token_for
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.kernel import clock
from tests.cast import Cast, agent
from tests.files import made

RAW = "application/octet-stream"


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_by_person", "_by_address"):
        monkeypatch.setattr(views, name, type(views._by_person)())


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    session = client.session
    session["shop_id"] = member.shop_id
    session.save()
    return client


def from_desk(
    member: Membership,
    thread: Conversation,
    data: bytes,
    name: str = "破损.jpg",
    client_id: UUID | None = None,
) -> Any:
    return signed_in(member).post(
        f"/desk/{thread.pk}/files/{client_id or uuid4()}/",
        data,
        content_type=RAW,
        headers={"X-File-Name": quote(name), "Accept": "application/json"},
    )


def from_buyer(
    cast: Cast, key: str, data: bytes, name: str = "破损.jpg", client_id: UUID | None = None
) -> Any:
    return Client().post(
        f"/chat/{cast.shop.slug}/files/{client_id or uuid4()}/",
        data,
        content_type=RAW,
        headers={
            "X-File-Name": quote(name),
            "Authorization": f"Bearer {token_for(cast.shop.pk, key)}",
        },
    )


def ruled(cast: Cast, name: str, value: Any) -> None:
    set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=value, source="test")


def visitor_of(thread: Conversation) -> str:
    return str(thread.buyer.visitor_key)


def theirs(thread: Conversation) -> Uploader:
    return Uploader(
        speaker=buyer_of(thread.shop_id),
        conversation_id=thread.pk,
        visitor_key=visitor_of(thread),
    )


def sent_by_buyer(cast: Cast, thread: Conversation, data: bytes, name: str = "破损.jpg") -> Entry:
    client_id = uuid4()
    assert from_buyer(cast, visitor_of(thread), data, name, client_id).status_code == 200
    sent = send_file(uploader=theirs(thread), client_id=client_id)
    return Entry.objects.get(shop_id=thread.shop_id, conversation_id=thread.pk, seq=sent.seq)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


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
        (made.bomb(), "file_packed_bomb"),
        (b"", "file_empty"),
    ],
)
def test_bad_bytes_leave_nothing_behind(cast: Cast, data: bytes, code: str) -> None:
    thread = cast.thread()
    refused = from_buyer(cast, visitor_of(thread), data, "a/b/收据.jpg")
    error = refused.json()["error"]
    assert refused.status_code >= 400 and error["code"] == code
    assert error["message"].startswith("“收据.jpg”") and error["action"]
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


def test_what_is_served_is_served_safely(cast: Cast) -> None:
    thread = cast.thread()
    image = fresh(thread, sent_by_buyer(cast, thread, made.picture(), "照片.jpg"))
    document = fresh(thread, sent_by_buyer(cast, thread, made.PDF, "发票.pdf"))
    shown, kept = Client().get(image["url"]), Client().get(document["url"])
    for answer in (shown, kept):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Cache-Control"].startswith("private, max-age=")
        assert "Set-Cookie" not in answer
    assert shown["Content-Disposition"].startswith("inline")
    assert kept["Content-Disposition"].startswith("attachment")
    assert Client().get(image["url"] + "?download")["Content-Disposition"].startswith("attachment")
    assert Client().head(image["url"]).status_code == 200


def fresh(thread: Conversation, entry: Entry) -> Any:
    return fresh_addresses(shop_id=thread.shop_id, conversation_id=thread.pk, seq=entry.seq)


def test_a_forged_and_an_old_address_are_told_in_words(cast: Cast) -> None:
    thread = cast.thread()
    entry = sent_by_buyer(cast, thread, made.picture())
    assert entry.card is not None
    key, now = entry.card["key"], clock.now().timestamp()
    good = address_of(thread.shop_id, thread.pk, key, "full", at=now)
    step, seal = good.rstrip("/").rsplit("/", 1)[1].split("-", 1)
    start = good[: good.index(step)]
    forged = (
        f"{start}{int(step) + 100}-{seal}/",
        f"{start}{step}-{seal[::-1]}/",
        f"{start}9999999999999-{seal}/",
        f"{start}x/",
        good.replace("/full/", "/thumb/"),
        good.replace(key, key[::-1]),
        address_of(thread.shop_id, thread.pk + 1, key, "full"),
        address_of(cast.other_shop.pk, thread.pk, key, "full"),
    )
    for address in forged:
        answer = Client().get(address, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found"), address
    old = address_of(thread.shop_id, thread.pk, key, "full", at=now - 3600 - 601)
    answer = Client().get(old)
    assert answer.status_code == 410 and "过期" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    young = address_of(thread.shop_id, thread.pk, key, "full", at=now - 3500)
    assert Client().get(young).status_code == 200
    ahead = address_of(thread.shop_id, thread.pk, key, "full", at=now + 7200)
    assert Client().get(ahead).status_code == 410


def test_a_file_keeps_its_address_for_some_minutes_so_that_the_browser_keeps_it() -> None:
    at = 1_800_000_000
    first, same, later = (address_of(1, 2, "k", "full", at=at + more) for more in (0, 299, 300))
    assert first == same != later


def test_a_recalled_file_is_shown_to_nobody_and_the_record_keeps_what_it_was(cast: Cast) -> None:
    thread = cast.thread()
    entry = sent_by_buyer(cast, thread, made.picture())
    url = fresh(thread, entry)["url"]
    recall_message(
        speaker=buyer_of(thread.shop_id),
        conversation_id=thread.pk,
        seq=entry.seq,
        client_id=uuid4(),
    )
    answer = Client().get(url)
    assert answer.status_code == 410 and "撤回" in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.card, entry.text, entry.recalled) == (None, "", True)
    kept = AuditEntry.objects.get(shop=cast.shop, verb="message.recalled").data["card"]
    assert kept["name"] == "破损.jpg" and "key" not in kept
    thread.refresh_from_db()
    assert thread.last_card == ""


def test_what_was_never_sent_goes_and_what_was_sent_goes_when_its_time_is_over(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread, client_id = cast.thread(), uuid4()
    entry = sent_by_buyer(cast, thread, made.picture(size=(900, 900)))
    url = fresh(thread, entry)["url"]
    from_buyer(cast, visitor_of(thread), made.picture(), client_id=client_id)
    orphan = Attachment.objects.get(shop=cast.shop, client_id=client_id)
    sent = Attachment.objects.get(shop=cast.shop, seq=entry.seq, conversation=thread)
    lying = storages["attachments"].exists
    assert lying(orphan.stored) and lying(sent.stored) and lying(sent.thumb)
    assert sent.stored.startswith(f"shop/{cast.shop.pk}/")
    assert erase_due_files(shop_id=cast.shop.pk) == 0

    real = clock.now()
    hours = timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: real + hours)
    assert erase_due_files(shop_id=cast.shop.pk) == 1
    with pytest.raises(FileGone):
        send_file(uploader=theirs(thread), client_id=client_id)
    delete_erased_bytes()
    assert not lying(orphan.stored) and lying(sent.stored)
    assert not Attachment.objects.filter(pk=orphan.pk).exists()

    ruled(cast, KEEP_MONTHS, 1)
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=32))
    assert erase_due_files(shop_id=cast.shop.pk) == 1
    delete_erased_bytes()
    assert not lying(sent.stored) and not lying(sent.thumb)
    sent.refresh_from_db()
    assert (sent.state, sent.stored, sent.name) == ("erased", "", "破损.jpg")
    answer = Client().get(url)
    assert answer.status_code == 410 and "保存时间" in answer.content.decode()


def test_bytes_that_cannot_be_deleted_now_are_deleted_by_the_next_sweep(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = cast.thread()
    from_buyer(cast, visitor_of(thread), made.picture())
    row = Attachment.objects.get(shop=cast.shop)
    Attachment.objects.filter(pk=row.pk).update(uploaded_at=clock.now() - timedelta(days=30))
    ruled(cast, UNSENT_HOURS, 1)
    assert erase_due_files(shop_id=cast.shop.pk) == 1
    storage = storages["attachments"]
    with monkeypatch.context() as broken:
        broken.setattr(type(storage), "delete", lambda self, name: 1 / 0)
        delete_erased_bytes()
    assert Attachment.objects.filter(pk=row.pk).exists() and storage.exists(row.stored)
    delete_erased_bytes()
    assert not Attachment.objects.filter(pk=row.pk).exists() and not storage.exists(row.stored)


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
