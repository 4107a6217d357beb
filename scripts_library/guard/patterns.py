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


Needed = tuple[frozenset[str], ...]
"""Sets of characters; every match holds at least one of each."""

MOST = 4
LARGEST = 48


def needed(pattern: str) -> Needed:
    """What a text must hold for the pattern to be worth trying; empty where nothing can be said.

    It spares most rules most sentences: a set is asked before an expression is.
    """
    sets = _all_of(list(re._parser.parse(pattern)))  # type: ignore[attr-defined]
    small = sorted(
        {each for each in sets if len(each) <= LARGEST}, key=lambda one: (len(one), sorted(one))
    )
    return tuple(small[:MOST])


def _all_of(parts: list[Any]) -> list[frozenset[str]]:
    """The sets of a sequence: each of its parts that cannot be left out brings its own."""
    return [found for part in parts for found in _of_part(part)]


def _of_part(part: Any) -> list[frozenset[str]]:
    kind, held = str(part[0]), part[1]
    if kind == "LITERAL":
        return [frozenset(chr(held))]
    if kind == "IN":
        return _of_class(held)
    if kind == "SUBPATTERN":
        return _all_of(list(held[-1]))
    if kind == "MAX_REPEAT":
        return _all_of(list(held[2])) if held[0] else []
    if kind == "BRANCH":
        return _of_branches([_all_of(list(branch)) for branch in held[1]])
    return []


def _of_branches(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """One set: a character of whichever branch it is, each giving its smallest."""
    if not all(branches):
        return []
    return [frozenset().union(*(min(sets, key=len) for sets in branches))]


def _of_class(members: list[Any]) -> list[frozenset[str]]:
    found: set[str] = set()
    for kind, held in members:
        if str(kind) == "LITERAL":
            found.add(chr(held))
        elif str(kind) == "RANGE" and held[1] - held[0] < LARGEST:
            found.update(map(chr, range(held[0], held[1] + 1)))
        else:
            return []
    return [frozenset(found)]
