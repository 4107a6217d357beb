"""A file that somebody brings, as rows of named cells; or one clear refusal."""

from typing import BinaryIO

from helpdesk.commerce.imports.reading import all_rows, look_into
from helpdesk.kernel.text import listed
from scripts_library.guard_errors import GuardTableHeadings, GuardTableTooLong
from scripts_library.guard_tables.columns import REQUIRED, columns_in
from scripts_library.models.guard_rule import MOST_RULES
from scripts_library.tables.columns import WITHIN
from scripts_library.tables.reading import Line, line_of


def read_guard_lines(file: BinaryIO) -> list[Line]:
    """The rows. Raises what `look_into` does, GuardTableHeadings, GuardTableTooLong."""
    facts = look_into(file)
    if facts.rows > MOST_RULES + WITHIN:
        raise GuardTableTooLong(rows=f"{facts.rows:,}", most=f"{MOST_RULES:,}")
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
        raise GuardTableHeadings(seen=listed(facts.headings[:6]) or "—")
    return lines
