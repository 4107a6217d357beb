"""Pictures and files beside scripts: kept once, carried by versions, lent to chats, then gone."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from conversations.actions import keeping_script_files
from conversations.actions.keeping_script_files import erase_unused_script_files, keep_script_file
from conversations.actions.lending_script_files import lend_script_file
from conversations.actions.sending_files import send_file
from conversations.actions.storing_files import attachment_storage
from conversations.actions.sweeping_files import delete_erased_bytes
from conversations.files.errors import OnlyImages
from conversations.models import Attachment, AttachmentState
from conversations.uploader import Uploader
from helpdesk.accounts.actions.changing_rules import change_rule
from helpdesk.kernel.errors import NotFound
from scripts_library.access import version_of
from scripts_library.actions.filing import retire_script
from scripts_library.actions.writing import restore_version, save_words, write_script
from scripts_library.drafts import Filing, Words
from scripts_library.errors import FieldWrong, ScriptFileGone
from scripts_library.models import ScriptAttachment, ScriptFile
from scripts_library.queries.goods import along_with, words_in
from scripts_library.queries.pack import pack
from tests.cast import Cast, agent
from tests.files import made

pytestmark = pytest.mark.django_db


def kept(cast: Cast, *, size: tuple[int, int] = (600, 400), name: str = "尺码表.png") -> ScriptFile:
    picture = io.BytesIO(made.picture("PNG", size))
    return keep_script_file(actor=cast.mei, file=picture, name=name)[0]


def at_desk(cast: Cast, thread_id: int) -> Uploader:
    return Uploader(speaker=agent(cast.mei), conversation_id=thread_id)


def test_kept_once_carried_by_versions_and_given_to_the_picker(cast: Cast) -> None:
    file = kept(cast)
    assert kept(cast, name="又一次.png") == file, "the same content is kept once"
    filing = Filing(scope="own")
    words = Words("尺码", "表在下面", files=(file.key,))
    script = write_script(actor=cast.mei, words=words, filing=filing)
    script = save_words(
        actor=cast.mei, script_id=script.pk, words=Words("尺码", "在下面"), seen=script.edits
    )
    assert script.latest == 2 and not along_with([version_of(script, 2)])
    script = restore_version(actor=cast.mei, script_id=script.pk, number=1, seen=script.edits)
    assert words_in(version_of(script, 3)) == words
    parcel = pack(cast.mei, today=timezone.localdate())
    goods, files = parcel["scripts"][0][-2:]
    assert (goods, files) == ([], [[file.key, "尺码表.png", "png", 1]])
    with pytest.raises(NotFound):
        write_script(actor=cast.oleg, words=words, filing=filing)
    many = Words("多", "多", files=tuple(str(number) for number in range(6)))
    with pytest.raises(FieldWrong) as refused:
        write_script(actor=cast.mei, words=many, filing=filing)
    assert refused.value.field == "files"


def test_lent_to_a_chat_and_sent_as_any_file(cast: Cast) -> None:
    file, thread = kept(cast), cast.thread("有尺码表吗")
    script = write_script(
        actor=cast.mei, words=Words("尺码", "在下面", files=(file.key,)), filing=Filing(scope="own")
    )
    with pytest.raises(ScriptFileGone):  # a colleague's personal one
        other = Uploader(speaker=agent(cast.tom), conversation_id=thread.pk)
        lend_script_file(actor=cast.tom, uploader=other, client_id=uuid4(), key=file.key)
    client_id = uuid4()
    facts = {"actor": cast.mei, "uploader": at_desk(cast, thread.pk), "key": file.key}
    row = lend_script_file(client_id=client_id, **facts)
    assert lend_script_file(client_id=client_id, **facts) == row
    assert (row.state, row.stored) == (AttachmentState.WAITING, file.stored)
    send_file(uploader=at_desk(cast, thread.pk), client_id=client_id)
    retire_script(actor=cast.mei, script_id=script.pk, retired=True)
    with pytest.raises(ScriptFileGone):
        lend_script_file(client_id=uuid4(), **facts)

    # The message's time is over: its row is erased, the script's bytes stay.
    Attachment.objects.filter(pk=row.pk).update(
        state=AttachmentState.ERASED, erased_at=timezone.now()
    )
    assert delete_erased_bytes() == 1
    assert attachment_storage().exists(file.stored)


def test_a_shop_that_sends_pictures_only_lends_no_documents(cast: Cast) -> None:
    pdf = io.BytesIO(b"%PDF-1.7\n%%EOF")
    file, _changed = keep_script_file(actor=cast.mei, file=pdf, name="说明书.pdf")
    words = Words("安装", "照着装", files=(file.key,))
    write_script(actor=cast.mei, words=words, filing=Filing(scope="own"))
    lan = {"actor": cast.lan.user, "shop_id": cast.shop.pk, "reason": "只要图"}
    change_rule(name="file.kinds", value="images", seen=0, **lan)
    with pytest.raises(OnlyImages):
        uploader = at_desk(cast, cast.thread("怎么装").pk)
        lend_script_file(actor=cast.mei, uploader=uploader, client_id=uuid4(), key=file.key)


def test_what_nothing_shows_goes_with_its_bytes(cast: Cast) -> None:
    loose, used, sent = kept(cast, size=(9, 9)), kept(cast), kept(cast, size=(8, 8))
    for one in (used, sent):
        words = Words("图", "图", files=(one.key,))
        write_script(actor=cast.mei, words=words, filing=Filing(scope="own"))
    thread = cast.thread("图呢")
    uploader = at_desk(cast, thread.pk)
    lend_script_file(actor=cast.mei, uploader=uploader, client_id=uuid4(), key=sent.key)
    ScriptAttachment.objects.filter(file=sent).delete()
    assert erase_unused_script_files(shop_id=cast.shop.pk) == 0, "somebody may still be writing"
    ScriptFile.objects.update(touched_at=timezone.now() - timedelta(days=2))
    assert erase_unused_script_files(shop_id=cast.shop.pk) == 1
    assert set(ScriptFile.objects.all()) == {used, sent}
    assert not attachment_storage().exists(loose.stored)
    Attachment.objects.update(stored="", thumb="", state="erased", erased_at=timezone.now())
    assert erase_unused_script_files(shop_id=cast.shop.pk) == 1, "no message shows it any more"


def test_bytes_that_cannot_be_deleted_hold_up_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = kept(cast, size=(9, 9)), kept(cast, size=(8, 8))
    for days, one in ((3, bad), (2, good)):
        old = timezone.now() - timedelta(days=days)
        ScriptFile.objects.filter(pk=one.pk).update(touched_at=old, state="leaving")
    monkeypatch.setattr(keeping_script_files, "AT_ONCE", 1)
    monkeypatch.setattr(keeping_script_files, "unstore", lambda row: row.pk != bad.pk)
    sweeps = [erase_unused_script_files(shop_id=cast.shop.pk) for _ in range(2)]
    assert (sweeps, list(ScriptFile.objects.all())) == ([0, 1], [bad])


def test_shown_to_members_of_the_shop_only(cast: Cast, client: Client) -> None:
    client.force_login(cast.mei.user)
    body = made.picture("PNG", (600, 400))
    answer = client.post(
        "/scripts/files/", body, "application/octet-stream", headers={"X-File-Name": "a.png"}
    )
    thumb = answer.json()["file"]["thumb"]
    served = client.get(thumb)
    assert served["Content-Type"] == "image/webp" and "sandbox" in served["Content-Security-Policy"]
    refused = client.post(
        "/scripts/files/", b"<svg/>", "application/octet-stream", headers={"X-File-Name": "a.png"}
    )
    assert refused.status_code == 415 and "SVG" in refused.json()["error"]["message"]
    client.force_login(cast.oleg.user)
    assert client.get(thumb).status_code == 404
    script = write_script(actor=cast.mei, words=Words("一", "一"), filing=Filing())
    with pytest.raises(IntegrityError), transaction.atomic():
        foreign = keep_script_file(actor=cast.oleg, file=io.BytesIO(body), name="a.png")[0]
        ScriptAttachment.objects.create(
            shop=cast.shop, version=version_of(script, 1), place=0, file=foreign
        )
        connection.check_constraints()
