"""From the headings of a file to fields: the shop's remembered choice first, then presets."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from helpdesk.commerce.imports.kinds import KINDS, Kind

UNIT = re.compile(r"[(\[]?(元|rmb|yuan|cny|¥)[)\]]?$")
MARKS = re.compile(r"[\s*:_\-./\\'\"#]+")
REPEATED = re.compile(r"\(\d+\)$")

Mapping_ = dict[str, str]
"""Heading as it stands in the file → field, or "" for "not wanted"."""


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading reduced to what matters: half-width, lower case, no spaces, marks or (元)."""
    text = unicodedata.normalize("NFKC", heading).casefold().strip("\ufeff")
    text = MARKS.sub("", text)
    return UNIT.sub("", text) or text


def _aliases(names_of: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in names_of.items():
        for name in names:
            found.setdefault(plain(name), field)
    return found


ALIASES: dict[str, dict[str, dict[str, str]]] = {
    name: {preset: _aliases(names) for preset, names in kind.headings.items()}
    for name, kind in KINDS.items()
}
ANY: frozenset[str] = frozenset(
    name for presets in ALIASES.values() for names in presets.values() for name in names
)


def known_headings_in(cells: Iterable[str]) -> int:
    """How many cells are a heading of some preset: where a table really begins."""
    return sum(plain(cell) in ANY for cell in cells if cell.strip())


def best_preset(headings: Sequence[str], kind: Kind) -> str:
    """The preset that names most of the columns; the plain one when none names any."""
    counts = {
        preset: sum(plain(heading) in names for heading in headings)
        for preset, names in ALIASES[kind.name].items()
    }
    best = max(counts, key=lambda preset: counts[preset])
    return best if counts[best] else kind.plain_preset


def by_preset(headings: Sequence[str], preset: str, kind: Kind) -> Mapping_:
    """Each heading's field by the preset, else by any other; never the same field twice.

    Where two columns could be the same field, the name that the preset lists first wins.
    """
    chosen: dict[str, str] = {}
    order = [preset, *(name for name in kind.presets if name != preset)]
    for name in order:
        _take(headings, kind.headings[name], chosen)
    return {heading: chosen.get(heading, "") for heading in headings}


def _take(
    headings: Sequence[str], names_of: Mapping[str, tuple[str, ...]], chosen: dict[str, str]
) -> None:
    free = {plain(heading): heading for heading in reversed(headings) if heading not in chosen}
    for field, names in names_of.items():
        if field in chosen.values():
            continue
        for name in names:
            heading = free.get(plain(name))
            if heading is not None and heading not in chosen:
                chosen[heading] = field
                break


def proposed(
    headings: Sequence[str], preset: str, remembered: Mapping[str, str], kind: Kind
) -> tuple[Mapping_, dict[str, str]]:
    """The mapping to show, and for each heading where it comes from: remembered, preset, new.

    ``remembered`` is keyed by `plain` headings. What it never saw is proposed by the preset as
    long as its field is free, and marked new so that somebody looks.
    """
    guess = by_preset(headings, preset, kind)
    mapping: Mapping_ = {}
    source: dict[str, str] = {}
    for heading in headings:
        known = remembered.get(plain(heading))
        if (
            known is not None
            and (known == "" or known in kind.fields)
            and not _taken(mapping, known)
        ):
            mapping[heading], source[heading] = known, "remembered"
    for heading in headings:
        if heading in mapping:
            continue
        field = guess[heading]
        mapping[heading] = "" if _taken(mapping, field) else field
        source[heading] = "new" if remembered else ("preset" if mapping[heading] else "")
    return {heading: mapping[heading] for heading in headings}, source


def _taken(mapping: Mapping[str, str], field: str) -> bool:
    return bool(field) and field in mapping.values()


def to_remember(mapping: Mapping[str, str]) -> dict[str, str]:
    """What the shop's next file of the same kind starts from."""
    return {plain(heading): field for heading, field in mapping.items()}


def missing_fields(mapping: Mapping[str, str], kind: Kind) -> list[str]:
    """Columns without which nothing can be read, and that no heading was taken for."""
    return [field for field in kind.needs if field not in mapping.values()]
