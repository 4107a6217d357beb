"""A table of guard rules is kept, tried and written; the rules leave as a table."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from scripts_library.actions.announcing import note, told_together
from scripts_library.actions.guarding import (
    RIGHT,
    announce_guard,
    save_guard_rule,
    write_guard_rule,
)
from scripts_library.actions.holding import held_library
from scripts_library.actions.keeping_tables import (
    agreed,
    held_unwritten,
    keep_rows,
    mark_written,
)
from scripts_library.guard_tables.planning import plan
from scripts_library.guard_tables.reading import read_guard_lines
from scripts_library.models import GuardImport
from scripts_library.queries.guard_rules import known_rules
from scripts_library.tables.access import table_lines


@transaction.atomic
def keep_guard_table(*, actor: Membership, file: BinaryIO, name: str) -> GuardImport:
    """Read a file and keep its rows to be tried; no rule changes. Tables a month old go."""
    require(actor, RIGHT)
    lines = read_guard_lines(file)
    return keep_rows(GuardImport, actor=actor, name=name, lines=lines)


@transaction.atomic
def write_guard_table(
    *, actor: Membership, table_id: int, seen: Mapping[str, int]
) -> dict[str, int]:
    """Every row without a fault, all or none, in force at once.

    ``seen`` are the counts that the person agreed to: PlanChanged where the rules have moved so
    that they would differ. AlreadyWritten the second time.
    """
    require(actor, RIGHT)
    library = held_library(actor.shop_id)
    table = held_unwritten(GuardImport, actor=actor, table_id=table_id)
    planned = plan(table_lines(table), known_rules(actor.shop_id))
    counts = agreed(planned, seen)
    with told_together():
        for row in planned:
            if row.draft is None or row.does not in ("new", "changed"):
                continue
            if row.rule_id is None:
                write_guard_rule(actor=actor, draft=row.draft)
            else:
                save_guard_rule(actor=actor, rule_id=row.rule_id, draft=row.draft, seen=row.seen)
    if counts["new"] + counts["changed"]:
        announce_guard(library)
    mark_written(actor=actor, table=table, counts=counts, verb="guard.rules_imported")
    return counts


@transaction.atomic
def note_guard_export(*, actor: Membership, count: int) -> None:
    """Put on record who took the rules along."""
    note(actor, "guard.rules_exported", held_library(actor.shop_id), "", count=count)
