"""A script from draft to retired; two people at one script; who finds what."""

import threading
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.errors import NotFound
from helpdesk.team.models import Group, GroupMember
from scripts_library import checks
from scripts_library.access import script_for, version_of
from scripts_library.actions import writing
from scripts_library.actions.arranging import remove_passage, save_folder, save_passage
from scripts_library.actions.filing import file_script, retire_script
from scripts_library.actions.reviewing import approve_script, return_script
from scripts_library.actions.writing import restore_version, save_words, write_script
from scripts_library.checks import Finding
from scripts_library.drafts import Filing, Words
from scripts_library.errors import (
    ChangedMeanwhile,
    CodeTaken,
    FolderTooDeep,
    GuardBlocked,
    NotYours,
    OwnWords,
    PassageInUse,
    PassageLoop,
    UnknownVariable,
)
from scripts_library.models import Script, ScriptState
from tests.cast import Cast

WORDS = Words("催件·给时限", "{店名}已经联系快递，今天 {几点?} 前给您准信")


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A check that blocks one word."""

    def no_cash(_shop_id: int, text: str) -> list[Finding]:
        return [Finding("block", "reward", "返现", "好评换返现")] if "返现" in text else []

    monkeypatch.setattr(checks, "_checks", {"test": no_cash})
    yield


def test_from_draft_to_use_to_retired_with_a_reviewer_between(cast: Cast) -> None:
    script = write_script(actor=cast.mei, words=WORDS, filing=Filing(code="cj01"), submit=True)
    assert (script.state, script.live, script.code) == (ScriptState.REVIEW, None, "CJ01")
    with pytest.raises(PermissionRefused):
        approve_script(actor=cast.tom, script_id=script.pk, seen=script.edits)
    script = approve_script(actor=cast.qin, script_id=script.pk, seen=script.edits)
    assert (script.state, script.live) == (ScriptState.APPROVED, 1)

    better = Words(WORDS.title, WORDS.body + "，麻烦您再等等")
    script = save_words(
        actor=cast.mei, script_id=script.pk, words=better, seen=script.edits, submit=True
    )
    assert (script.live, script.latest) == (1, 2), "the approved words stay in use meanwhile"
    script = return_script(
        actor=cast.qin, script_id=script.pk, seen=script.edits, reason="「等等」不是时间"
    )
    assert version_of(script, 2).reason == "「等等」不是时间"
    script = restore_version(actor=cast.mei, script_id=script.pk, number=1, seen=script.edits)
    assert (version_of(script, 3).body, version_of(script, 3).restored_from) == (WORDS.body, 1)

    assert retire_script(actor=cast.qin, script_id=script.pk, retired=True).state == "retired"
    assert retire_script(actor=cast.qin, script_id=script.pk, retired=False).state == "draft"
    verbs = AuditEntry.objects.filter(shop_id=cast.shop.pk, verb__startswith="script.")
    assert [
        one.removeprefix("script.") for one in verbs.order_by("pk").values_list("verb", flat=True)
    ] == [
        "written",
        "submitted",
        "approved",
        "reworded",
        "submitted",
        "returned",
        "restored",
        "retired",
        "returned_to_use",
    ]


def test_nobody_approves_their_own_words_unless_nobody_else_could(cast: Cast) -> None:
    script = write_script(actor=cast.qin, words=WORDS, filing=Filing(), submit=True)
    with pytest.raises(OwnWords):
        approve_script(actor=cast.qin, script_id=script.pk, seen=script.edits)
    alone = write_script(actor=cast.oleg, words=WORDS, filing=Filing(), submit=True)
    assert approve_script(actor=cast.oleg, script_id=alone.pk, seen=alone.edits).live == 1


def test_who_saves_second_writes_nothing(cast: Cast) -> None:
    script = write_script(actor=cast.mei, words=WORDS, filing=Filing())
    seen = script.edits
    save_words(actor=cast.tom, script_id=script.pk, words=Words("汤姆的", "好"), seen=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        save_words(actor=cast.mei, script_id=script.pk, words=Words("小梅的", "好"), seen=seen)
    assert "汤姆" in refused.value.said()
    assert version_of(Script.objects.get(pk=script.pk), 2).title == "汤姆的"


@pytest.mark.parametrize("is_locked", [True, False])
def test_two_at_the_same_moment(
    real_cast: Cast, monkeypatch: pytest.MonkeyPatch, is_locked: bool
) -> None:
    """With the lock one of two is told; without it (the proof) both believe to have saved."""
    cast = real_cast
    script = write_script(actor=cast.mei, words=WORDS, filing=Filing())
    if not is_locked:
        both_have_read = threading.Barrier(2)
        checked = writing.require_unchanged

        def checked_together(found: Script, seen: int) -> None:
            both_have_read.wait(timeout=30)
            checked(found, seen)

        for place in ("access", "actions.holding"):
            name = f"scripts_library.{place}.locked"
            monkeypatch.setattr(name, lambda rows: rows.order_by("pk"))
        monkeypatch.setattr(writing, "require_unchanged", checked_together)
    outcomes: list[str] = []

    def save(name: str) -> None:
        words = Words(name, name)
        try:
            save_words(actor=cast.mei, script_id=script.pk, words=words, seen=script.edits)
            outcomes.append("saved")
        except ChangedMeanwhile:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(name,)) for name in ("一", "二")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == (["refused", "saved"] if is_locked else ["saved", "saved"])


def test_words_that_the_guard_blocks_wait_as_a_draft(cast: Cast, guarded: None) -> None:
    bad = Words("好评有礼", "好评返现 5 元")
    script = write_script(actor=cast.mei, words=bad, filing=Filing())
    with pytest.raises(GuardBlocked):
        save_words(actor=cast.mei, script_id=script.pk, words=bad, seen=script.edits, submit=True)
    with pytest.raises(GuardBlocked):
        write_script(actor=cast.mei, words=bad, filing=Filing(scope="own"))
    assert Script.objects.filter(shop=cast.shop).count() == 1


def test_who_finds_what_and_who_may_file_it(cast: Cast) -> None:
    group = Group.objects.create(shop=cast.shop, name="售前组")
    GroupMember.objects.create(shop=cast.shop, group=group, member=cast.tom)
    own = write_script(actor=cast.mei, words=WORDS, filing=Filing(scope="own"))
    assert (own.state, own.live) == (ScriptState.APPROVED, 1), "a personal one needs no reviewer"
    for_group = write_script(
        actor=cast.qin, words=WORDS, filing=Filing(scope="group", group_id=group.pk), submit=True
    )
    for_group = approve_script(actor=cast.lan, script_id=for_group.pk, seen=for_group.edits)
    for member, script, finds in (
        (cast.tom, own, False),
        (cast.lan, own, False),
        (cast.mei, own, True),
        (cast.tom, for_group, True),
        (cast.mei, for_group, False),
        (cast.qin, for_group, True),
        (cast.oleg, own, False),
        (cast.oleg, for_group, False),
    ):
        if finds:
            script_for(membership=member, script_id=script.pk)
        else:
            with pytest.raises(NotFound):
                script_for(membership=member, script_id=script.pk)
    with pytest.raises(NotYours):
        file_script(actor=cast.tom, script_id=for_group.pk, filing=Filing(), seen=for_group.edits)
    shared = file_script(actor=cast.mei, script_id=own.pk, filing=Filing(), seen=own.edits)
    assert (shared.live, shared.state) == (None, "draft"), "more people find it: a reviewer first"
    group.delete()
    with pytest.raises(NotFound):
        script_for(membership=cast.tom, script_id=for_group.pk)


def test_codes_variables_folders_and_passages_are_refused_in_words(cast: Cast) -> None:
    write_script(actor=cast.mei, words=WORDS, filing=Filing(code="CJ01"))
    with pytest.raises(CodeTaken) as taken:
        write_script(actor=cast.mei, words=WORDS, filing=Filing(code="cj01"))
    assert "CJ02" in taken.value.advised()
    with pytest.raises(UnknownVariable):
        write_script(actor=cast.mei, words=Words("到货", "{到货日}到"), filing=Filing())
    top = save_folder(actor=cast.qin, name="售后")
    below = save_folder(actor=cast.qin, name="质量", parent_id=top.pk)
    with pytest.raises(FolderTooDeep):
        save_folder(actor=cast.qin, name="三层", parent_id=below.pk)
    closing = save_passage(actor=cast.qin, name="落款", text="{店名} {客服}")
    line = save_passage(actor=cast.qin, name="收尾", text="谢谢您，{落款}")
    with pytest.raises(PassageLoop) as loop:
        save_passage(
            actor=cast.qin, name="落款", text="{收尾}", passage_id=closing.pk, seen=closing.edits
        )
    assert "{落款} → {收尾} → {落款}" in loop.value.said()
    with pytest.raises(PassageInUse):
        remove_passage(actor=cast.qin, passage_id=closing.pk)
    remove_passage(actor=cast.qin, passage_id=line.pk)
    with pytest.raises(PermissionRefused):
        save_folder(actor=cast.mei, name="小梅的")


def test_a_refused_passage_stands_in_the_row_it_was_typed_in(cast: Cast, client: Client) -> None:
    closing = save_passage(actor=cast.qin, name="落款", text="{店名} {客服}")
    client.force_login(cast.qin.user)
    row = {"passage": closing.pk, "seen": closing.edits, "name": "落款", "text": "{落款}好"}
    refused = client.post("/scripts/arrange/passage/", row)
    told = refused.content.decode()
    assert refused.status_code == 400 and "变量转圈" in told
    assert told.count('value="{落款}好"') == 1 and 'value="{店名} {客服}"' not in told
    refused = client.post("/scripts/arrange/folder/", {"name": "打招呼" * 9})
    assert refused.content.decode().count("打招呼" * 9) == 1


def test_a_row_of_one_shop_names_nothing_of_another(cast: Cast) -> None:
    script = write_script(actor=cast.mei, words=WORDS, filing=Filing())
    with pytest.raises(IntegrityError), transaction.atomic():
        Script.objects.filter(pk=script.pk).update(owner=cast.oleg)
        connection.check_constraints()
