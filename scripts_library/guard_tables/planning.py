"""What each row of a table would do to the rules as they are now. Pure.

A row is found again by its number if that rule is of its kind, else by its words or pattern. So
the same table can be brought again and again: what is the same stays, what differs is the next
version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from helpdesk.kernel.errors import HelpdeskError
from scripts_library.guard_drafts import Draft, checked_draft
from scripts_library.guard_tables.columns import read
from scripts_library.models import GuardKind
from scripts_library.tables.reading import Line

Does = Literal["new", "changed", "same", "wrong"]


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with what it would do, and why not."""

    row: int
    does: Does
    called: str
    column: str = ""
    problem: str = ""
    hints: tuple[str, ...] = ()
    draft: Draft | None = None
    rule_id: int | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A rule that is there, at its newest version."""

    id: int
    latest: int
    draft: Draft


def plan(lines: Sequence[Line], known: Sequence[Known]) -> list[Planned]:
    """Every row in order. The same rule twice is wrong at its second place."""
    by_id = {one.id: one for one in known}
    by_key = {key_of(one.draft): one for one in known}
    taken: dict[object, int] = {}
    return [_planned(line, by_id, by_key, taken) for line in lines]


def key_of(draft: Draft) -> tuple[str, object]:
    """What makes two rules the same one."""
    if draft.kind == GuardKind.LEVEL:
        return draft.kind, draft.about
    return draft.kind, draft.pattern or frozenset(draft.words)


def _planned(
    line: Line,
    by_id: Mapping[int, Known],
    by_key: Mapping[tuple[str, object], Known],
    taken: dict[object, int],
) -> Planned:
    notes = tuple(line.notes)
    called = line.cells.get("words", "")[:40] or line.cells.get("about", "")
    try:
        draft = checked_draft(read(line.cells))
    except HelpdeskError as problem:
        column = getattr(problem, "field", "")
        return Planned(line.row, "wrong", called, column, problem.told(), notes)
    number = line.cells.get("id", "").strip().removesuffix(".0")
    there = by_id.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    if there is None or there.draft.kind != draft.kind:
        there = by_key.get(key_of(draft))
    mark: object = there.id if there else key_of(draft)
    if mark in taken:
        said = _("和第 %(row)s 行重复") % {"row": taken[mark]}
        return Planned(line.row, "wrong", draft.called, "words", said, notes)
    taken[mark] = line.row
    if there is None:
        return Planned(line.row, "new", draft.called, hints=notes, draft=draft)
    does: Does = "same" if there.draft == draft else "changed"
    return Planned(
        line.row, does, draft.called, "", "", notes, draft, rule_id=there.id, seen=there.latest
    )
