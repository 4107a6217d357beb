"""A table of what the shop knows is kept, tried and written; what is known leaves as a table."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from scripts_library.access import script_for
from scripts_library.actions.announcing import announce, note, told_together
from scripts_library.actions.holding import held_library
from scripts_library.actions.keeping_tables import (
    agreed,
    held_unwritten,
    keep_rows,
    mark_written,
)
from scripts_library.drafts import Words
from scripts_library.knowledge.actions.answering import change_answer, write_answer
from scripts_library.knowledge.actions.saving_many import Told, save_sheets
from scripts_library.knowledge.models import KnowledgeImport
from scripts_library.knowledge.queries.tables import around
from scripts_library.knowledge.tables.planning import Planned, plan
from scripts_library.knowledge.tables.reading import read_knowledge
from scripts_library.knowledge.tables.shapes import ANSWERS
from scripts_library.tables.access import table_lines

RIGHT = "scripts.review"
"""What a table says is in force at once, which is a reviewer's to say."""


@transaction.atomic
def keep_knowledge_table(*, actor: Membership, file: BinaryIO, name: str) -> KnowledgeImport:
    """Read a file and keep its rows to be tried; nothing that is known changes. Tables of the shop
    that are a month old go. Raises what `read_knowledge` does."""
    require(actor, RIGHT)
    shape, lines, columns = read_knowledge(file)
    about = {"kind": shape.kind, "columns": columns}
    return keep_rows(KnowledgeImport, actor=actor, name=name, lines=lines, **about)


@transaction.atomic
def write_knowledge_table(
    *, actor: Membership, table_id: int, seen: Mapping[str, int]
) -> dict[str, int]:
    """Every row without a fault, all or none. Sheets are in force at once; answers wait for a
    reviewer, as every script does.

    ``seen`` are the counts that the person agreed to: PlanChanged where something has moved so
    that they would differ. AlreadyWritten the second time.
    """
    require(actor, RIGHT)
    library = held_library(actor.shop_id)
    table = held_unwritten(KnowledgeImport, actor=actor, table_id=table_id)
    planned = planned_rows(actor, table)
    counts = agreed(planned, seen)
    write = [row for row in planned if row.does in ("new", "changed")]
    if table.kind == ANSWERS:
        with told_together():
            for row in write:
                _write_answer(actor, row)
    else:
        save_sheets(actor=actor, kind=table.kind, told=[_told(row) for row in write])
    mark_written(actor=actor, table=table, counts=counts, verb="knowledge.imported")
    announce(library)
    return counts


@transaction.atomic
def note_knowledge_export(*, actor: Membership, called: str, count: int) -> None:
    """Put on record who took it along."""
    note(actor, "knowledge.exported", held_library(actor.shop_id), called, count=count)


def planned_rows(actor: Membership, table: KnowledgeImport) -> list[Planned]:
    """What a kept table would do now."""
    lines = table_lines(table)
    return plan(table.kind, lines, around(actor.shop_id, table.kind, lines))


def _told(row: Planned) -> Told:
    return Told(row.subject, row.content, row.source, row.valid_until, row.id)


def _write_answer(actor: Membership, row: Planned) -> None:
    question, body, asks = (row.content[name] for name in ("question", "body", "asks"))
    if row.id is None:
        write_answer(
            actor=actor,
            subject=row.subject,
            words=Words(question, body),
            asks=asks,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        return
    change_answer(
        actor=actor,
        script_id=row.id,
        body=body,
        asks=asks,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        seen=script_for(membership=actor, script_id=row.id).edits,
    )
