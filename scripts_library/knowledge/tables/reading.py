"""A file that somebody brings, as rows of named cells of one kind; or one clear refusal."""

from typing import BinaryIO

from helpdesk.commerce.imports.reading import all_rows, look_into
from helpdesk.kernel.text import listed
from scripts_library.knowledge.errors import KnowledgeHeadings, KnowledgeTooLong
from scripts_library.knowledge.tables.shapes import SHAPES, Shape, recognised
from scripts_library.tables.columns import WITHIN
from scripts_library.tables.reading import Line, line_of

LONGEST = max(shape.most for shape in SHAPES.values())


def read_knowledge(file: BinaryIO) -> tuple[Shape, list[Line], list[str]]:
    """The kind, the rows and the columns that were found. Raises what `look_into` does,
    KnowledgeHeadings, KnowledgeTooLong."""
    facts = look_into(file)
    if facts.rows > LONGEST + WITHIN:
        raise KnowledgeTooLong(rows=f"{facts.rows:,}", most=f"{LONGEST:,}")
    known: tuple[Shape, dict[str, int]] | None = None
    lines: list[Line] = []
    for row in all_rows(file, facts):
        if known is None:
            known = recognised(row.cells)
            if known is None and row.number >= WITHIN:
                break
        elif not row.is_blank():
            lines.append(line_of(row, known[1]))
    if known is None:
        raise KnowledgeHeadings(seen=listed(facts.headings[:6]) or "—")
    shape, columns = known
    if len(lines) > shape.most:
        raise KnowledgeTooLong(rows=f"{len(lines):,}", most=f"{shape.most:,}")
    return shape, lines, list(columns)
