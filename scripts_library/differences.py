"""What changed from one wording to another. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\{[^{}]*\}|[A-Za-z0-9']+|.", re.DOTALL)
"""What changes as a whole: a variable, a Latin word or number, one Chinese character."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    words: str


def difference(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; what went stands before what came in its place."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("gone", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("new", "".join(new[c:d])))
    return pieces
