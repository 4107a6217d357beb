"""A table of what the shop knows is kept, tried and written; what is known leaves as a table."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from scripts_library.access import script_for
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.holding import held_library
from scripts_library.actions.importing import KEPT_DAYS
from scripts_library.drafts import Words
from scripts_library.knowledge.actions.answering import change_answer, write_answer
from scripts_library.knowledge.actions.saving_many import Told, save_sheets
from scripts_library.knowledge.models import KnowledgeImport
from scripts_library.knowledge.queries.tables import around
from scripts_library.knowledge.tables.planning import Planned, plan
from scripts_library.knowledge.tables.reading import read_knowledge
from scripts_library.knowledge.tables.shapes import ANSWERS
from scripts_library.tables.errors import AlreadyWritten, PlanChanged
from scripts_library.tables.reading import Line

RIGHT = "scripts.review"
"""What a table says is in force at once, which is a reviewer's to say."""


@transaction.atomic
def keep_knowledge_table(*, actor: Membership, file: BinaryIO, name: str) -> KnowledgeImport:
    """Read a file and keep its rows to be tried; nothing that is known changes. Tables of the shop
    that are a month old go. Raises what `read_knowledge` does."""
    require(actor, RIGHT)
    shape, lines, columns = read_knowledge(file)
    old = now() - timedelta(days=KEPT_DAYS)
    KnowledgeImport.objects.filter(shop_id=actor.shop_id, created_at__lt=old).delete()
    return KnowledgeImport.objects.create(
        shop_id=actor.shop_id,
        member=actor,
        kind=shape.kind,
        file_name=PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name[-120:] or "?",
        rows=[line.as_json() for line in lines],
        columns=columns,
        created_at=now(),
    )


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
    rows = KnowledgeImport.objects.filter(shop_id=actor.shop_id, member=actor, pk=table_id)
    table = locked(rows).get()
    if table.written_at is not None:
        raise AlreadyWritten()
    planned = planned_rows(actor, table)
    counts = counted(planned)
    if counts != dict(seen):
        raise PlanChanged()
    write = [row for row in planned if row.does in ("new", "changed")]
    if table.kind == ANSWERS:
        for row in write:
            _write_answer(actor, row)
    else:
        save_sheets(actor=actor, kind=table.kind, told=[_told(row) for row in write])
    table.written_at, table.outcome = now(), counts
    table.save(update_fields=["written_at", "outcome"])
    facts = {"new": counts["new"], "changed": counts["changed"]}
    note(actor, "knowledge.imported", table, table.file_name, **facts)
    library.refresh_from_db()
    announce(library)
    return counts


@transaction.atomic
def note_knowledge_export(*, actor: Membership, called: str, count: int) -> None:
    """Put on record who took it along."""
    note(actor, "knowledge.exported", held_library(actor.shop_id), called, count=count)


def planned_rows(actor: Membership, table: KnowledgeImport) -> list[Planned]:
    """What a kept table would do now."""
    lines = kept_lines(table)
    return plan(table.kind, lines, around(actor.shop_id, table.kind, lines))


def kept_lines(table: KnowledgeImport) -> list[Line]:
    """A kept table's rows as they were read."""
    return [Line(one["row"], one["cells"], one["notes"]) for one in table.rows]


def counted(planned: Iterable[Planned]) -> dict[str, int]:
    """How many rows do what."""
    counts = {"new": 0, "changed": 0, "same": 0, "wrong": 0}
    for row in planned:
        counts[row.does] += 1
    return counts


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
