"""Signed addresses: what they give, when they run out, and when the bytes go."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.test import Client

from conversations.actions import sweeping_files
from conversations.actions.recalling import recall_message
from conversations.actions.sending_files import send_file
from conversations.actions.sweeping_files import delete_erased_bytes, erase_due_files
from conversations.file_bodies import address_of
from conversations.file_rules import KEEP_MONTHS, UNSENT_HOURS
from conversations.files.errors import FileGone
from conversations.models import Attachment
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.files import made
from tests.files.handed import (
    fresh,
    from_buyer,
    ruled,
    sent_by_buyer,
    theirs,
    visitor_of,
)


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


def test_bytes_that_cannot_be_deleted_hold_up_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = cast.thread()
    for _ in range(2):
        from_buyer(cast, visitor_of(thread), made.picture())
    bad, good = Attachment.objects.filter(shop=cast.shop).order_by("pk")
    for hours, row in ((2, bad), (1, good)):
        erased = {"state": "erased", "erased_at": clock.now() - timedelta(hours=hours)}
        Attachment.objects.filter(pk=row.pk).update(**erased)
    monkeypatch.setattr(sweeping_files, "AT_ONCE", 1)
    monkeypatch.setattr(sweeping_files, "unstore", lambda row: row.pk != bad.pk)
    assert (delete_erased_bytes(), delete_erased_bytes()) == (0, 1)
    assert list(Attachment.objects.filter(shop=cast.shop)) == [bad]
