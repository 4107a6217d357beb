"""A table of scripts is kept, tried and written; the library leaves as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from scripts_library.access import version_of
from scripts_library.actions.announcing import announce, note, told_together
from scripts_library.actions.changing import filing_of
from scripts_library.actions.filing import file_script
from scripts_library.actions.holding import held_library, holding
from scripts_library.actions.keeping_tables import (
    agreed,
    held_unwritten,
    keep_rows,
    mark_written,
)
from scripts_library.actions.placing import placed
from scripts_library.actions.taking_back import picture
from scripts_library.actions.writing import save_words
from scripts_library.actions.writing_many import write_scripts
from scripts_library.drafts import Filing, Words
from scripts_library.models import Script, ScriptImport
from scripts_library.queries.goods import words_in
from scripts_library.queries.tables import around
from scripts_library.tables.access import table_lines
from scripts_library.tables.errors import TooManyChanges
from scripts_library.tables.planning import MOST_CHANGED, Planned, plan
from scripts_library.tables.reading import read_lines

WRITTEN = ("new", "changed")


@transaction.atomic
def keep_table(*, actor: Membership, file: BinaryIO, name: str) -> ScriptImport:
    """Read a file and keep its rows to be tried; nothing of the library changes.

    Raises what `read_lines` does. Tables of the shop that are a month old go.
    """
    require(actor, "scripts.write")
    lines, columns = read_lines(file)
    return keep_rows(ScriptImport, actor=actor, name=name, lines=lines, columns=columns)


@transaction.atomic
def write_table(*, actor: Membership, table_id: int, seen: Mapping[str, int]) -> dict[str, int]:
    """Every row without a fault, all or none; new and changed ones wait for a reviewer.

    ``seen`` are the counts that the person agreed to: PlanChanged where the library has moved so
    that they would differ. AlreadyWritten the second time, TooManyChanges.
    """
    library = held_library(actor.shop_id)
    table = held_unwritten(ScriptImport, actor=actor, table_id=table_id)
    lines = table_lines(table)
    planned = plan(lines, around(actor, lines))
    counts = agreed(planned, seen)
    require_bounded(counts)
    with told_together(), holding(library):
        table.trace = _write_rows(actor, [row for row in planned if row.does in WRITTEN])
    table.save(update_fields=["trace"])
    mark_written(actor=actor, table=table, counts=counts, verb="script.imported")
    announce(library)
    return counts


def require_bounded(counts: Mapping[str, int]) -> None:
    """Pass, or TooManyChanges."""
    if counts["changed"] > MOST_CHANGED:
        raise TooManyChanges(changed=f"{counts['changed']:,}", most=f"{MOST_CHANGED:,}")


@transaction.atomic
def note_export(*, actor: Membership, count: int) -> None:
    """Put on record who took the library along."""
    note(actor, "script.exported", held_library(actor.shop_id), "", count=count)


def _write_rows(actor: Membership, rows: Sequence[Planned]) -> list[dict[str, Any]]:
    """New ones together, changed ones one by one; what `taking_back.py` needs to know of each."""
    folders = {path: placed(actor.shop_id, path) for path in dict.fromkeys(r.folder for r in rows)}
    fresh, traces = [], []
    for row in rows:
        assert row.words is not None and row.filing is not None
        filing = replace(row.filing, folder_id=folders[row.folder])
        if row.script_id is None:
            fresh.append((row.words, filing))
        else:
            traces.append(_change(actor, row, row.words, filing))
    made = write_scripts(actor, fresh)
    return [*traces, *({"script": one.pk, "edits": one.edits, "before": None} for one in made)]


def _change(actor: Membership, row: Planned, said: Words, filing: Filing) -> dict[str, Any]:
    script = Script.objects.get(shop_id=actor.shop_id, pk=row.script_id or 0)
    newest = version_of(script, script.latest)
    before, kept = picture(script, newest), words_in(newest)
    if filing != filing_of(script):
        script = file_script(actor=actor, script_id=script.pk, filing=filing, seen=script.edits)
    if (said.title, said.body) != (row.before_title, row.before):
        words = replace(said, products=kept.products, files=kept.files)
        script = save_words(
            actor=actor, script_id=script.pk, words=words, seen=script.edits, submit=True
        )
    return {"script": script.pk, "edits": script.edits, "before": before}
