"""A file that somebody brings, as rows of named cells; or one clear refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeVar

from django.utils.translation import gettext as _

from helpdesk.commerce.imports.reading import all_rows, look_into
from helpdesk.commerce.imports.tables import Row, is_formula, unquoted
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.text import listed
from scripts_library.tables.columns import REQUIRED, WITHIN, columns_in
from scripts_library.tables.errors import HeadingsMissing, TableTooLong

MAX_ROWS = 10_000
"""Twice what a large library holds: whoever brings more has brought another table."""

MAX_BYTES = 20 * 1024 * 1024
Columns = dict[str, int]
"""Where each of our columns stands."""
F = TypeVar("F")
GUARDED = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as Excel counts, its cells by column, what is odd about them."""

    row: int
    cells: dict[str, str]
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "cells": self.cells, "notes": self.notes}


@dataclass(frozen=True, slots=True)
class Refusals:
    """How a file is refused that has too many rows, and one without the headings it needs."""

    too_long: type[HelpdeskError]
    no_headings: type[HelpdeskError]


def read_lines(file: BinaryIO) -> tuple[list[Line], list[str]]:
    """The rows of a table of scripts and the columns that were found. Raises what `look_into`
    does, HeadingsMissing, TableTooLong."""
    refusals = Refusals(TableTooLong, HeadingsMissing)
    _, columns, lines = read_under(file, required(columns_in, REQUIRED), MAX_ROWS, refusals)
    return lines, list(columns)


def required(
    columns_in: Callable[[Sequence[str]], Columns], names: Sequence[str]
) -> Callable[[Sequence[str]], tuple[None, Columns] | None]:
    """Takes a row of cells as headings where all of these are among them."""

    def find(cells: Sequence[str]) -> tuple[None, Columns] | None:
        found = columns_in(cells)
        return (None, found) if all(name in found for name in names) else None

    return find


def read_under(
    file: BinaryIO,
    find: Callable[[Sequence[str]], tuple[F, Columns] | None],
    most: int,
    refusals: Refusals,
) -> tuple[F, Columns, list[Line]]:
    """What ``find`` makes of the row of headings, and the rows below it. Raises what `look_into`
    does, and the refusals."""
    facts = look_into(file)
    if facts.rows > most + WITHIN:
        raise refusals.too_long(rows=f"{facts.rows:,}", most=f"{most:,}")
    found: tuple[F, Columns] | None = None
    lines: list[Line] = []
    for row in all_rows(file, facts):
        if found is None:
            found = find(row.cells)
            if found is None and row.number >= WITHIN:
                break
        elif not row.is_blank():
            lines.append(_line(row, found[1]))
    if found is None:
        raise refusals.no_headings(seen=listed(facts.headings[:6]) or "—")
    return *found, lines


def _line(row: Row, columns: dict[str, int]) -> Line:
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
