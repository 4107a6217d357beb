"""A file that somebody brings, as rows of named cells of one kind; or one clear refusal."""

from typing import BinaryIO

from scripts_library.knowledge.errors import KnowledgeHeadings, KnowledgeTooLong
from scripts_library.knowledge.tables.shapes import SHAPES, Shape, recognised
from scripts_library.tables.reading import Line, Refusals, read_under

LONGEST = max(shape.most for shape in SHAPES.values())
REFUSALS = Refusals(KnowledgeTooLong, KnowledgeHeadings)


def read_knowledge(file: BinaryIO) -> tuple[Shape, list[Line], list[str]]:
    """The kind, the rows and the columns that were found. Raises what `look_into` does,
    KnowledgeHeadings, KnowledgeTooLong."""
    shape, columns, lines = read_under(file, recognised, LONGEST, REFUSALS)
    if len(lines) > shape.most:
        raise KnowledgeTooLong(rows=f"{len(lines):,}", most=f"{shape.most:,}")
    return shape, lines, list(columns)
