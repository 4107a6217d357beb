"""A table of guard rules is kept, tried and written; the rules leave as a table."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from scripts_library.actions.announcing import note
from scripts_library.actions.guarding import RIGHT, save_guard_rule, write_guard_rule
from scripts_library.actions.holding import held_library
from scripts_library.actions.importing import KEPT_DAYS
from scripts_library.guard_tables.planning import Planned, plan
from scripts_library.guard_tables.reading import read_guard_lines
from scripts_library.models import GuardImport
from scripts_library.queries.guard_rules import known_rules
from scripts_library.tables.errors import AlreadyWritten, PlanChanged
from scripts_library.tables.reading import Line


@transaction.atomic
def keep_guard_table(*, actor: Membership, file: BinaryIO, name: str) -> GuardImport:
    """Read a file and keep its rows to be tried; no rule changes. Tables a month old go."""
    require(actor, RIGHT)
    lines = read_guard_lines(file)
    old = now() - timedelta(days=KEPT_DAYS)
    GuardImport.objects.filter(shop_id=actor.shop_id, created_at__lt=old).delete()
    shown = PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name[-120:] or "?"
    return GuardImport.objects.create(
        shop_id=actor.shop_id,
        member=actor,
        file_name=shown,
        rows=[line.as_json() for line in lines],
        created_at=now(),
    )


@transaction.atomic
def write_guard_table(
    *, actor: Membership, table_id: int, seen: Mapping[str, int]
) -> dict[str, int]:
    """Every row without a fault, all or none, in force at once.

    ``seen`` are the counts that the person agreed to: PlanChanged where the rules have moved so
    that they would differ. AlreadyWritten the second time.
    """
    require(actor, RIGHT)
    held_library(actor.shop_id)
    rows = GuardImport.objects.filter(shop_id=actor.shop_id, member=actor, pk=table_id)
    table = locked(rows).get()
    if table.written_at is not None:
        raise AlreadyWritten()
    planned = plan(guard_lines(table), known_rules(actor.shop_id))
    counts = counted(planned)
    if counts != dict(seen):
        raise PlanChanged()
    for row in planned:
        if row.draft is None or row.does not in ("new", "changed"):
            continue
        if row.rule_id is None:
            write_guard_rule(actor=actor, draft=row.draft)
        else:
            save_guard_rule(actor=actor, rule_id=row.rule_id, draft=row.draft, seen=row.seen)
    table.written_at, table.outcome = now(), counts
    table.save(update_fields=["written_at", "outcome"])
    facts = {"new": counts["new"], "changed": counts["changed"]}
    note(actor, "guard.rules_imported", table, table.file_name, **facts)
    return counts


@transaction.atomic
def note_guard_export(*, actor: Membership, count: int) -> None:
    """Put on record who took the rules along."""
    note(actor, "guard.rules_exported", held_library(actor.shop_id), "", count=count)


def guard_lines(table: GuardImport) -> list[Line]:
    """A kept table's rows as they were read."""
    return [Line(one["row"], one["cells"], one["notes"]) for one in table.rows]


def counted(planned: Sequence[Planned]) -> dict[str, int]:
    """How many rows do what."""
    counts = {"new": 0, "changed": 0, "same": 0, "wrong": 0}
    for row in planned:
        counts[row.does] += 1
    return counts
