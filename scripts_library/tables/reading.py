"""A file that somebody brings, as rows of named cells; or one clear refusal."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from helpdesk.commerce.imports.reading import all_rows, look_into
from helpdesk.commerce.imports.tables import Row, is_formula, unquoted
from helpdesk.kernel.text import listed
from scripts_library.tables.columns import REQUIRED, WITHIN, columns_in
from scripts_library.tables.errors import HeadingsMissing, TableTooLong

MAX_ROWS = 10_000
"""Twice what a large library holds: whoever brings more has brought another table."""

MAX_BYTES = 20 * 1024 * 1024
GUARDED = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as Excel counts, its cells by column, what is odd about them."""

    row: int
    cells: dict[str, str]
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "cells": self.cells, "notes": self.notes}


def read_lines(file: BinaryIO) -> tuple[list[Line], list[str]]:
    """The rows and the columns that were found. Raises what `look_into` does, HeadingsMissing,
    TableTooLong."""
    facts = look_into(file)
    if facts.rows > MAX_ROWS:
        raise TableTooLong(rows=f"{facts.rows:,}", most=f"{MAX_ROWS:,}")
    columns: dict[str, int] = {}
    lines: list[Line] = []
    for row in all_rows(file, facts):
        if not columns:
            found = columns_in(row.cells)
            if all(name in found for name in REQUIRED):
                columns = found
            elif row.number >= WITHIN:
                break
        elif not row.is_blank():
            lines.append(line_of(row, columns))
    if not columns:
        raise HeadingsMissing(seen=listed(facts.headings[:6]) or "—")
    return lines, list(columns)


def line_of(row: Row, columns: dict[str, int]) -> Line:
    cells, notes = {}, []
    for name, place in columns.items():
        raw = row.cells[place] if place < len(row.cells) else ""
        if is_formula(raw):
            notes.append(_("是公式 %(cell)s，按文字存") % {"cell": raw.strip()[:20]})
        cells[name] = _bare(raw)
    return Line(row.number, cells, notes)


def _bare(cell: str) -> str:
    """Without the mark that our own export puts before what Excel would run."""
    text = unquoted(cell) if "\n" not in cell.strip() else cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in GUARDED else text
