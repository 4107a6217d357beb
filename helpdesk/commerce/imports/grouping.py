"""Rows that belong together: what they say as one, or why all of them stay out. Pure.

What stands on several rows stands on neighbouring ones. Rows of one number that stand apart, or
that contradict each other, are refused together: half an order is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from helpdesk.commerce.imports.problems import Problem
from helpdesk.commerce.imports.rows import ReadRow, Recipe, RowReader
from helpdesk.commerce.imports.tables import Row


@dataclass(slots=True)
class ReadItem:
    """One thing of the file, on however many rows, and all that is wrong with it."""

    rows: tuple[int, ...]
    number: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        return self.rows[-1]


def groups(rows: Iterable[Row], recipe: Recipe) -> Iterator[list[ReadRow]]:
    """Neighbouring rows of one number together; each row is in exactly one group."""
    reader = RowReader(recipe)
    group: list[ReadRow] = []
    for row in rows:
        read = reader.read(row)
        if group and read.number and read.number == group[-1].number:
            group.append(read)
            continue
        if group:
            yield group
        group = [read]
    if group:
        yield group


def closed(
    group: list[ReadRow], seen: dict[str, int], recipe: Recipe
) -> tuple[list[ReadRow], list[Problem]]:
    """The rows that count, none when the group stays out; ``seen`` remembers where numbers stood.

    The first row that counts carries what all of them say together.
    """
    first, number = group[0].row, group[0].number
    problems = [problem for read in group for problem in read.problems]
    earlier = seen.setdefault(number, first) if number else first
    if earlier != first:
        apart = [about(read, "number_apart", str(earlier), recipe) for read in group]
        return [], [*problems, *apart]
    kept, said = _without_repeats(group, recipe)
    problems += said
    wrong = {problem.row for problem in problems if not problem.is_note}
    if wrong:
        place = str(min(wrong))
        problems += [
            about(read, "neighbour", place, recipe) for read in group if read.row not in wrong
        ]
        return [], problems
    return kept, problems


def about(read: ReadRow, code: str, value: str, recipe: Recipe, field: str = "") -> Problem:
    """A problem of the row, in the column of ``field`` (the number's)."""
    wanted = field or recipe.key
    heading = next((name for name, to in recipe.mapping.items() if to == wanted), "")
    return Problem(read.row, heading, wanted, code, value)


def _without_repeats(group: list[ReadRow], recipe: Recipe) -> tuple[list[ReadRow], list[Problem]]:
    """The rows without those that say the same again; contradictions are problems."""
    kept: list[ReadRow] = []
    said: list[Problem] = []
    whole: dict[str, Any] = {}
    for read in group:
        same = next((one for one in kept if one.print_ == read.print_), None)
        if same is not None:
            said.append(about(read, "same_row_twice", str(same.row), recipe))
            continue
        mine = {
            name: value for name, value in read.values.items() if not recipe.fields[name].of_line
        }
        if any(whole.get(name, value) != value for name, value in mine.items()):
            said.append(about(read, "number_twice", str(group[0].row), recipe))
            continue
        whole |= mine
        kept.append(read)
    if kept:
        kept[0].values |= whole
    return kept, said
