"""An import taken back as a whole: what nobody touched since goes, or is again what it was."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.policy_rules import UNDO_HOURS
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.team.models import Group
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.holding import held_library
from scripts_library.models import Folder, Script, ScriptImport, ScriptUse, ScriptVersion
from scripts_library.tables.errors import NothingToTakeBack, TakenBackTooLate

FILED = ("folder_id", "group_id", "scope", "code", "language", "stage", "tags", "state", "live")
DAYS = ("valid_from", "valid_until")
WORDED = ("title", "body", "pinyin", "initials", "state", "reviewer_id")


def picture(script: Script, newest: ScriptVersion) -> dict[str, Any]:
    """A script and its newest version as they are before a row of a table changes them."""
    days = {name: getattr(script, name) for name in DAYS}
    return {
        "script": {name: getattr(script, name) for name in FILED}
        | {name: day.isoformat() if day else None for name, day in days.items()},
        "latest": newest.number,
        "version": {name: getattr(newest, name) for name in WORDED}
        | {"reviewed_at": newest.reviewed_at.isoformat() if newest.reviewed_at else None},
    }


def until(table: ScriptImport) -> datetime | None:
    """The end of the shop's window; None for a table that was not written, or taken back."""
    if table.written_at is None or table.undone_at is not None or not table.trace:
        return None
    return table.written_at + timedelta(hours=int(value_of(table.shop_id, UNDO_HOURS)))


@transaction.atomic
def take_back_table(*, actor: Membership, table_id: int) -> dict[str, int]:
    """Remove what the table brought and restore what it changed; how many, and how many stay
    because somebody edited, reviewed or sent them since.

    Raises NothingToTakeBack, TakenBackTooLate.
    """
    require(actor, "scripts.write")
    library = held_library(actor.shop_id)
    rows = ScriptImport.objects.filter(shop_id=actor.shop_id, member=actor, pk=table_id)
    table = locked(rows).get()
    end = until(table)
    if end is None:
        raise NothingToTakeBack()
    if end <= now():
        raise TakenBackTooLate(hours=value_of(table.shop_id, UNDO_HOURS))
    counts = {"removed": 0, "restored": 0, "kept": 0}
    for trace in table.trace:
        counts[_taken_back(actor.shop_id, trace)] += 1
    table.undone_at, table.undone = now(), counts
    table.save(update_fields=["undone_at", "undone"])
    note(actor, "script.import_taken_back", table, table.file_name, **counts)
    announce(library)
    return counts


def _taken_back(shop_id: int, trace: dict[str, Any]) -> str:
    script = locked(Script.objects.filter(shop_id=shop_id, pk=trace["script"])).first()
    if script is None or script.edits != trace["edits"]:
        return "kept"
    before = trace["before"]
    since = ScriptUse.objects.filter(shop_id=shop_id, script=script)
    if before is not None:
        since = since.filter(version__gt=before["latest"])
    if since.exists():
        return "kept"
    versions = ScriptVersion.objects.filter(shop_id=shop_id, script=script)
    if before is None:
        versions.delete()
        script.delete()
        return "removed"
    return "restored" if _restored(script, before) else "kept"


def _restored(script: Script, before: dict[str, Any]) -> bool:
    """Whether it could be: not when its code was given away, or its scene removed. Where its group
    was taken apart meanwhile it is found by reviewers, as all scripts of that group are."""
    filed, versions = before["script"], ScriptVersion.objects.filter(script=script)
    others = Script.objects.filter(shop_id=script.shop_id).exclude(pk=script.pk)
    if filed["code"] and others.filter(code=filed["code"]).exists():
        return False
    folders = Folder.objects.filter(shop_id=script.shop_id, pk=filed["folder_id"])
    if filed["folder_id"] is not None and not folders.exists():
        return False
    for name in FILED:
        setattr(script, name, filed[name])
    if not Group.objects.filter(shop_id=script.shop_id, pk=script.group_id or 0).exists():
        script.group = None
    for name in DAYS:
        setattr(script, name, datetime.fromisoformat(filed[name]).date() if filed[name] else None)
    script.latest = before["latest"]
    script.edits += 1
    script.changed_at = now()
    script.save()
    versions.filter(number__gt=before["latest"]).delete()
    versions.filter(number=before["latest"]).update(**before["version"])
    return True
