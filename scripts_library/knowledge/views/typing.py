"""The forms of sheets: what a request says in the shape of each kind, and what a form shows."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from helpdesk.kernel.text import listed
from scripts_library.knowledge import facts, fields, howtos, pitches, questions
from scripts_library.knowledge.actions.saving import Draft
from scripts_library.knowledge.models import SheetKind

APART = re.compile(r"[、,，;；\n]+")
MOST = 60
"""More rows than this in one request were not typed into our form."""
SPARE = 2


def draft_of(kind: str, form: QueryDict) -> Draft:
    """Content, source and validity as they were typed; FieldWrong for a day that is none."""
    return Draft(
        content=content_of(kind, form),
        source=form.get("source", ""),
        valid_until=day_of(form),
    )


def day_of(form: QueryDict) -> date | None:
    """Until when it is true; None for no end."""
    return fields.day("valid_until", form.get("valid_until"))


def content_of(kind: str, form: QueryDict) -> dict[str, Any]:
    """Everything of a kind's form, unchecked."""
    return _READ[kind](form)


def names_of(text: str) -> list[str]:
    """One field with several names in it."""
    return [part.strip() for part in APART.split(text) if part.strip()][:MOST]


def shown(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a kind shows: of a stored version, of what was just typed, or of nothing.
    Rows end with some to write into."""
    values = dict(content)
    for name in ("asks", "aliases"):
        values[name] = listed(content.get(name, ()))
    if kind == SheetKind.FACTS:
        values["more"] = [*content.get("more", ()), *([["", ""]] * SPARE)][: facts.MOST_ROWS]
    elif kind == SheetKind.HOWTO:
        spare = [{"text": "", "link": ""}] * SPARE
        values["steps"] = [*content.get("steps", ()), *spare][: howtos.MOST_STEPS]
    elif kind == SheetKind.QUESTIONS:
        blank = [{"key": "", "ask": "", "why": "", "gives": ""}] * SPARE
        asked = [*content.get("questions", ()), *blank]
        values["questions"] = asked[: questions.MOST_QUESTIONS]
    return values


def _columns(form: QueryDict, *names: str) -> list[tuple[str, ...]]:
    """Fields of the same name, row by row."""
    columns = [form.getlist(name)[:MOST] for name in names]
    longest = max(map(len, columns))
    return [
        tuple(column[at] if at < len(column) else "" for column in columns) for at in range(longest)
    ]


def _facts(form: QueryDict) -> dict[str, Any]:
    single = ("material", "size", "weight_g", "care", "warranty_months", "courier")
    return {
        **{name: form.get(name, "") for name in (*single, "stock", "stock_on")},
        "more": [list(row) for row in _columns(form, "more_name", "more_value")],
        "aliases": names_of(form.get("aliases", "")),
    }


def _pitch(form: QueryDict) -> dict[str, Any]:
    return {part: form.get(part, "") for part in pitches.PARTS}


def _howto(form: QueryDict) -> dict[str, Any]:
    rows = _columns(form, "step_text", "step_link")
    return {
        "title": form.get("title", ""),
        "steps": [{"text": text, "link": link} for text, link in rows],
        "asks": names_of(form.get("asks", "")),
    }


def _questions(form: QueryDict) -> dict[str, Any]:
    names = ("key", "ask", "why", "gives")
    rows = _columns(form, *names)
    return {"questions": [dict(zip(names, row, strict=True)) for row in rows]}


_READ: dict[str, Callable[[QueryDict], dict[str, Any]]] = {
    SheetKind.FACTS: _facts,
    SheetKind.PITCH: _pitch,
    SheetKind.HOWTO: _howto,
    SheetKind.QUESTIONS: _questions,
}
