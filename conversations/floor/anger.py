"""Pure: which of the shop's words stand in what a buyer wrote. Takes values, returns values.

A word is found whatever its width, case or hidden marks; a word of letters or digits only where it
stands alone, so that 12315 is not found inside an order's number. Of several that overlap the
longest counts, and a harmless phrase swallows the word inside it (工商银行 is no 工商). Nothing is
guessed beyond that: a false alarm costs a look, a missed one a buyer.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

HARMLESS = "harmless"
"""The reason that is none: phrases in which a word of the lists means nothing."""

Lexicon = Mapping[str, Sequence[str]]
"""Words by the reason they stand for."""


@dataclass(frozen=True, slots=True)
class Found:
    """One word, and where it stands in the text as it was written."""

    reason: str
    word: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """The form that is stored."""
        return asdict(self)


def found_in(text: str, lexicon: Lexicon) -> tuple[Found, ...]:
    """Every word of the lexicon in the text, in the order in which they stand there."""
    pattern, named = _compiled(tuple((key, tuple(words)) for key, words in lexicon.items()))
    if pattern is None:
        return ()
    folded, places = _folded(text)
    found = []
    for hit in pattern.finditer(folded):
        reason, word = named[hit.group()]
        if reason != HARMLESS:
            found.append(Found(reason, word, places[hit.start()], places[hit.end() - 1] + 1))
    return tuple(found)


def pieces_of(text: str, found: Sequence[Mapping[str, Any]]) -> list[tuple[str, bool]]:
    """The text cut where words begin and end; the flag says whether a piece is one."""
    pieces, at = [], 0
    for one in found:
        pieces.append((text[at : one["start"]], False))
        pieces.append((text[one["start"] : one["end"]], True))
        at = one["end"]
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]


def folded_word(word: str) -> str:
    """A word as it is compared: two that read the same are one."""
    return _folded(word)[0]


@lru_cache(maxsize=64)
def _compiled(
    lexicon: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, str]]]:
    named: dict[str, tuple[str, str]] = {}
    for reason, words in sorted(lexicon, key=lambda one: one[0] == HARMLESS):
        for word in words:
            named[folded_word(word)] = (reason, word)
    named.pop("", None)
    if not named:
        return None, {}
    longest_first = sorted(named, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_alone, longest_first))), named


def _alone(word: str) -> str:
    before = "(?<![0-9a-z])" if _is_plain(word[0]) else ""
    after = "(?![0-9a-z])" if _is_plain(word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


def _is_plain(mark: str) -> bool:
    return mark.isascii() and mark.isalnum()


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its marks the place in the text."""
    marks, places = [], []
    for place, mark in enumerate(text):
        for one in _fold[mark]:
            marks.append(one)
            places.append(place)
    return "".join(marks), places


class _Fold(dict[str, str]):
    """Each mark as it is compared, worked out once: nothing for a hidden one."""

    def __missing__(self, mark: str) -> str:
        hidden = unicodedata.category(mark) == "Cf"
        self[mark] = "" if hidden else unicodedata.normalize("NFKC", mark).casefold()
        return self[mark]


_fold = _Fold()
