"""By which pieces of what was said a name can stand in it: for looking names up by an index. Pure.

A name stands in a text only if its first and its last characters do. So a few thousand pieces of a
text find it among any number of names, however many of them begin alike.
"""

from collections.abc import Iterable

ENDS = 4
"""Characters at either end of a name that are looked up; of a shorter name, all of it."""

SHORTEST = 2
"""A name of one character stands in everything."""

READ = 1_200
"""Characters that are read, the newest texts first: a screen full, and a bound to the work."""


def readable(texts: Iterable[str], *, most: int = READ) -> list[str]:
    """The first of these texts, as much as is read."""
    kept: list[str] = []
    for text in texts:
        if most <= 0:
            break
        kept.append(text[:most])
        most -= len(text)
    return kept


def pieces(texts: Iterable[str]) -> list[str]:
    """Every run of two to four characters, each once."""
    found = {
        text[at : at + length]
        for text in texts
        for length in range(SHORTEST, ENDS + 1)
        for at in range(len(text) - length + 1)
    }
    return sorted(found)
