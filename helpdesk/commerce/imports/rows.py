"""One row's cells to values, and all that is wrong with them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from helpdesk.commerce.imports import cells
from helpdesk.commerce.imports.dates import moment
from helpdesk.commerce.imports.fields import FIELDS, NUMBER, Field, Fields
from helpdesk.commerce.imports.problems import Problem, Wrong
from helpdesk.commerce.imports.tables import Row, is_formula, unquoted
from helpdesk.kernel.number_masks import mask_people

KEPT_AS_TEXT = frozenset(("text", "memo"))
NUMBERS = frozenset(("number", "waybill"))
"""Kinds whose digits look like a phone and are none."""

MEMO_BYTES = 1000
HIDDEN = "…"
"""In place of a cell, or of cells in no column, that may say who somebody is."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one file is to be read: what the shop chose, frozen for the whole run."""

    headings: Sequence[str]
    mapping: Mapping[str, str]
    platform: str
    zone: tzinfo
    as_of: datetime
    date_order: str = ""
    state_words: Mapping[str, str] = field(default_factory=dict)
    blank_bad_phones: bool = False
    fields: Fields = field(default_factory=lambda: FIELDS)
    # The field by which a row is found.
    key: str = NUMBER

    def columns(self) -> list[tuple[int, str, str]]:
        """(place, heading, field) of the wanted columns."""
        return [
            (place, heading, self.mapping[heading])
            for place, heading in enumerate(self.headings)
            if self.mapping.get(heading)
        ]


@dataclass(slots=True)
class ReadRow:
    """What one row says. ``values`` lacks a field whose cell is empty or wrong."""

    row: int
    values: dict[str, Any]
    problems: list[Problem]
    # Of all cells together: two rows that are the same to the letter.
    print_: int
    # What it is known by: an order's number, a product's name.
    number: str = ""


class RowReader:
    """Reads rows by a recipe."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.columns = recipe.columns()
        self._ahead = recipe.as_of + timedelta(days=1)
        self._own_states = {
            cells.state_key(word): state for word, state in recipe.state_words.items()
        }
        self._readers: dict[str, Callable[[str], Any]] = {
            "number": cells.order_number,
            "waybill": cells.waybill,
            "money": cells.fen,
            "quantity": cells.quantity,
            "phone": self._phone,
            "state": lambda text: cells.state(text, self._own_states),
            "flag": cells.flag,
            "time": self._time,
            "list": cells.names,
            "province": cells.province,
            "days": cells.days,
        }

    def read(self, row: Row) -> ReadRow:
        """Never raises: what is wrong with a cell is told beside what is right."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for place, heading, name in self.columns:
            raw = row.cells[place] if place < len(row.cells) else ""
            text = unquoted(raw)
            try:
                value = self._value(name, raw, text)
            except Wrong as wrong:
                problems.append(self._told(row.number, heading, name, wrong.code, wrong.value))
                continue
            if value is not None:
                values[name] = value
            if text and is_formula(raw):
                problems.append(self._told(row.number, heading, name, "formula_kept", text[:60]))
        extra = " ".join(cell.strip() for cell in row.cells[len(self.recipe.headings) :]).strip()
        if extra:
            problems.append(Problem(row.number, "", "", "row_longer", HIDDEN))
        number = str(values.get(self.recipe.key, ""))
        return ReadRow(row.number, values, problems, hash(row.cells), number)

    def _value(self, name: str, raw: str, text: str) -> Any:
        known = self.recipe.fields[name]
        if not text:
            if name == self.recipe.key:
                raise Wrong("number_missing" if name == NUMBER else "key_missing")
            return None
        if known.kind in KEPT_AS_TEXT:
            return _fitting(known, text)
        if is_formula(raw):
            raise Wrong("formula", text)
        return self._readers[known.kind](text)

    def _phone(self, text: str) -> str | None:
        try:
            return cells.phone(text)
        except Wrong:
            if self.recipe.blank_bad_phones:
                return None
            raise

    def _time(self, text: str) -> datetime | None:
        found = moment(
            text, zone=self.recipe.zone, today=self.recipe.as_of, order=self.recipe.date_order
        )
        if found is not None and found > self._ahead:
            raise Wrong("date_ahead", text)
        return found

    def _told(self, row: int, heading: str, name: str, code: str, value: str) -> Problem:
        """What stood there, for the report that is stored: nothing that names a person."""
        known = self.recipe.fields[name]
        if known.personal and code != "phone_bad":  # a phone comes masked already
            value = HIDDEN if value else ""
        elif known.kind not in NUMBERS:
            value = mask_people(value)
        return Problem(row, heading, name, code, value)


def _fitting(known: Field, text: str) -> str:
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        text = text.encode("utf-8", "replace").decode()
    size = len(text.encode()) if known.kind == "memo" else len(text)
    if size > known.most:
        raise Wrong("text_long", text)
    return text
