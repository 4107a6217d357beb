"""A FABE card: what it has, why that is better, what the buyer gains, and the proof. Pure."""

from collections.abc import Mapping
from typing import Any

from scripts_library.knowledge import fields

PARTS = ("feature", "advantage", "benefit", "evidence")
MOST = 200


def checked(content: Mapping[str, Any]) -> dict[str, Any]:
    """All four parts: a claim without its proof is none."""
    return {part: fields.line(part, content.get(part), most=MOST, needed=True) for part in PARTS}


def spoken(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a buyer may come to read, each with its field."""
    return [(part, content[part]) for part in PARTS]
