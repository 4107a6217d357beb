"""Patterns with their words filled in, and the characters without which they cannot match."""

import re
from functools import cache
from typing import Any

from scripts_library.guard.vocabulary import WORDS

NAMED = re.compile(r"<([a-z]+)>")
WITHIN = re.compile(r"<~([0-9]+)>")
NEARBY = re.compile(r"<-([0-9]+)>")
MARK = "\u0001"
"""Stands in a sentence for what matched, where an exemption asks what is around it."""


@cache
def filled(pattern: str) -> str:
    """``<you>`` becomes the group of that name, ``<~6>`` up to six characters of the sentence,
    ``<-6>`` of the same part between two commas, ``@`` the place of the match."""
    for _ in range(3):
        pattern = NAMED.sub(lambda found: WORDS[found[1]], pattern)
    pattern = WITHIN.sub(r"[^。]{0,\1}", pattern)
    pattern = NEARBY.sub(r"[^。，]{0,\1}", pattern)
    return pattern.replace("@", MARK)


def needed(pattern: str) -> frozenset[str] | None:
    """Characters of which every match holds at least one; None where nothing can be said.

    It spares most rules most sentences: a set is asked before an expression is.
    """
    return _of_sequence(list(re._parser.parse(pattern)))  # type: ignore[attr-defined]


def _of_sequence(parts: list[Any]) -> frozenset[str] | None:
    known = [found for found in map(_of_part, parts) if found]
    return min(known, key=len) if known else None


def _of_part(part: Any) -> frozenset[str] | None:
    kind, held = str(part[0]), part[1]
    if kind == "LITERAL":
        return frozenset(chr(held))
    if kind == "IN":
        return _of_class(held)
    if kind == "SUBPATTERN":
        return _of_sequence(list(held[-1]))
    if kind == "MAX_REPEAT":
        return _of_sequence(list(held[2])) if held[0] else None
    if kind == "BRANCH":
        branches = [_of_sequence(list(branch)) for branch in held[1]]
        return None if None in branches else frozenset().union(*branches)  # type: ignore[arg-type]
    return None


def _of_class(members: list[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, held in members:
        if str(kind) == "LITERAL":
            found.add(chr(held))
        elif str(kind) == "RANGE" and held[1] - held[0] < 40:
            found.update(map(chr, range(held[0], held[1] + 1)))
        else:
            return None
    return frozenset(found)
