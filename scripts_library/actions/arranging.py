"""Folders and passages are made, renamed and removed."""

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from scripts_library.access import folder_of, passage_to_change
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.holding import held_library
from scripts_library.drafts import error_for
from scripts_library.errors import (
    ChangedMeanwhile,
    FieldWrong,
    FolderNotEmpty,
    FolderTaken,
    FolderTooDeep,
    PassageInUse,
    PassageLong,
    PassageNameTaken,
)
from scripts_library.models import Folder, Passage, Script
from scripts_library.models.folder import FOLDER_LENGTH
from scripts_library.models.passage import PASSAGE_LENGTH, PASSAGE_NAME_LENGTH
from scripts_library.passage_words import LABELS, NAME_WRONG, TEXT_WRONG
from scripts_library.queries.passages import passages_of, users_of
from scripts_library.variables import variables_by_name
from scripts_library.wording import LONGEST_WHOLE, Flaw, flaw_of, loop_in, whole


@transaction.atomic
def save_folder(
    *, actor: Membership, name: str, parent_id: int | None = None, folder_id: int | None = None
) -> Folder:
    """A new folder, or another name for one. FolderTaken, FolderTooDeep, FieldWrong."""
    require(actor, "scripts.manage")
    name = " ".join(name.replace("\x00", "").split())
    if not 1 <= len(name) <= FOLDER_LENGTH:
        raise FieldWrong(field="name", label=LABELS["name"], problem=NAME_WRONG % FOLDER_LENGTH)
    library = held_library(actor.shop_id)
    if folder_id is not None:
        folder = folder_of(actor.shop_id, folder_id)
    else:
        parent = folder_of(actor.shop_id, parent_id) if parent_id else None
        if parent is not None and parent.parent_id is not None:
            raise FolderTooDeep()
        beside = Folder.objects.filter(shop_id=actor.shop_id, parent=parent).count()
        folder = Folder(shop_id=actor.shop_id, parent=parent, place=beside)
    named = Folder.objects.filter(shop_id=actor.shop_id, parent=folder.parent, name=name)
    if named.exclude(pk=folder.pk or 0).exists():
        raise FolderTaken(name=name)
    folder.name = name
    folder.save()
    note(actor, "script.folder_saved", folder, name)
    announce(library)
    return folder


@transaction.atomic
def remove_folder(*, actor: Membership, folder_id: int) -> None:
    """An empty folder goes; FolderNotEmpty otherwise."""
    require(actor, "scripts.manage")
    library = held_library(actor.shop_id)
    folder = folder_of(actor.shop_id, folder_id)
    holds = Script.objects.filter(shop_id=actor.shop_id, folder=folder).exists()
    if holds or Folder.objects.filter(shop_id=actor.shop_id, parent=folder).exists():
        raise FolderNotEmpty(name=folder.name)
    note(actor, "script.folder_removed", folder, folder.name)
    folder.delete()
    announce(library)


@transaction.atomic
def save_passage(
    *, actor: Membership, name: str, text: str, passage_id: int | None = None, seen: int = 0
) -> Passage:
    """A passage of the shop, new or worded anew.

    Raises FieldWrong, UnknownVariable and its kin, PassageLoop, PassageLong, PassageNameTaken,
    ChangedMeanwhile.
    """
    require(actor, "scripts.manage")
    name, text = name.strip().strip("{}").strip(), text.replace("\r\n", "\n").strip()
    is_short = 1 <= len(name) <= PASSAGE_NAME_LENGTH
    if not is_short or any(mark in name for mark in "{}?？\n\x00"):
        problem = NAME_WRONG % PASSAGE_NAME_LENGTH
        raise FieldWrong(field="name", label=LABELS["name"], problem=problem)
    if not text or len(text) > PASSAGE_LENGTH or "\x00" in text:
        problem = TEXT_WRONG % PASSAGE_LENGTH
        raise FieldWrong(field="text", label=LABELS["text"], problem=problem)
    library = held_library(actor.shop_id)
    passage = Passage(shop_id=actor.shop_id, name=name)
    if passage_id is not None:
        passage = passage_to_change(membership=actor, passage_id=passage_id)
        if passage.edits != seen:
            raise ChangedMeanwhile(name=passage.name)
    passages = {**passages_of(actor.shop_id)}
    if passage_id is not None:
        passages.pop(passage.name, None)
    if name in variables_by_name() or name in passages:
        raise PassageNameTaken(name=name)
    _require_sound(name, text, passages)
    passage.name, passage.text, passage.edits = name, text, passage.edits + 1
    passage.save()
    note(actor, "script.passage_saved", passage, name)
    announce(library)
    return passage


@transaction.atomic
def remove_passage(*, actor: Membership, passage_id: int) -> None:
    """A passage that nothing names any more goes; PassageInUse otherwise."""
    library = held_library(actor.shop_id)
    passage = passage_to_change(membership=actor, passage_id=passage_id)
    used = users_of(actor.shop_id, passage.name)
    if used:
        raise PassageInUse(name=passage.name, many=len(used), first=used[0])
    note(actor, "script.passage_removed", passage, passage.name)
    passage.delete()
    announce(library)


def _require_sound(name: str, text: str, passages: dict[str, str]) -> None:
    way = loop_in(name, text, passages)
    if way:
        raise error_for(Flaw("loop", name, way))
    flaw = flaw_of(text, variables_by_name().keys(), {**passages, name: text})
    if flaw is not None:
        raise error_for(flaw)
    opened = whole(text, passages)
    if any(f"{{{one}}}" in opened for one in passages):
        raise PassageLong(most=LONGEST_WHOLE)
