"""What each kind of sheet may say: one table from kind to its rules. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from helpdesk.kernel.text import listed
from scripts_library.knowledge import facts, fields, howtos, pitches, questions
from scripts_library.knowledge.models.sheet import SheetKind

Content = Mapping[str, Any]

_CHECKED: dict[str, Callable[[Content], dict[str, Any]]] = {
    SheetKind.FACTS: facts.checked,
    SheetKind.PITCH: pitches.checked,
    SheetKind.HOWTO: howtos.checked,
    SheetKind.QUESTIONS: questions.checked,
}
_SPOKEN: dict[str, Callable[[Content], list[tuple[str, str]]]] = {
    SheetKind.PITCH: pitches.spoken,
    SheetKind.HOWTO: howtos.spoken,
    SheetKind.QUESTIONS: questions.spoken,
}

FIELDS: dict[str, tuple[str, ...]] = {
    SheetKind.FACTS: (*facts.SHOWN, "stock", "stock_on", "more", "aliases"),
    SheetKind.PITCH: pitches.PARTS,
    SheetKind.HOWTO: ("title", "steps", "asks"),
    SheetKind.QUESTIONS: ("questions",),
}
"""What each kind has a place for."""


def checked(kind: str, content: Content) -> dict[str, Any]:
    """What a person wrote as it will be stored, or FieldWrong."""
    return _CHECKED[kind](content)


def spoken(kind: str, content: Content) -> list[tuple[str, str]]:
    """Stored words that a buyer may come to read, each with its field: what the guard reads.
    Facts are read by agents alone, who say them in their own words."""
    words = _SPOKEN.get(kind)
    return words(content) if words else []


def as_text(kind: str, content: Content) -> str:
    """A version in lines, as one is compared with another."""
    if kind == SheetKind.FACTS:
        told = facts.Facts.of(content)
        rows = [f"{name} {value}" for name, value in told.rows()]
        if told.stock:
            rows.append(f"{fields.LABELS['stock']} {told.stock} {told.stock_on}")
        if told.aliases:
            rows.append(f"{fields.LABELS['aliases']} {listed(told.aliases)}")
        return "\n".join(rows)
    if kind == SheetKind.PITCH:
        return "\n".join(f"{fields.LABELS[part]} {content[part]}" for part in pitches.PARTS)
    if kind == SheetKind.HOWTO:
        return f"{content['title']}\n{howtos.as_message(content)}\n{listed(content['asks'])}"
    return "\n".join(f"{one['ask']} {one['why']}".strip() for one in content["questions"])
