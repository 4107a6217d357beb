"""A table of rules that somebody brings, as rows of named cells; or one clear refusal."""

from typing import BinaryIO

from scripts_library.guard_errors import GuardTableHeadings, GuardTableTooLong
from scripts_library.guard_tables.columns import REQUIRED, columns_in
from scripts_library.models.guard_rule import MOST_RULES
from scripts_library.tables.reading import Line, Refusals, read_under, required

REFUSALS = Refusals(GuardTableTooLong, GuardTableHeadings)


def read_guard_lines(file: BinaryIO) -> list[Line]:
    """The rows. Raises what `look_into` does, GuardTableHeadings, GuardTableTooLong."""
    return read_under(file, required(columns_in, REQUIRED), MOST_RULES, REFUSALS)[2]
