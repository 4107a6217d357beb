"""Which size fits, by a product's chart. Pure.

A chart is JSON on `Product.size_chart`, smallest size first, both ends of a range included:
``[{"size": "M", "height_cm": [160, 168], "weight_jin": [105, 122]}, …]``. A row may leave out
one of the two ranges.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Span = tuple[int, int]
Fit = Literal["both", "larger", "edge"]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One size and whom it fits."""

    size: str
    height_cm: Span | None
    weight_jin: Span | None


@dataclass(frozen=True, slots=True)
class Body:
    """What a buyer says about themselves; weight in 斤, as it is said."""

    height_cm: int
    weight_jin: int


@dataclass(frozen=True, slots=True)
class Advice:
    """A size and why: both ranges fit, the larger of two, or the nearest end of the chart."""

    size: str
    fit: Fit
    by_height: str
    by_weight: str


def chart_of(value: object) -> tuple[ChartRow, ...]:
    """The rows of a stored chart; those that make no sense are left out."""
    rows = value if isinstance(value, list) else []
    read = (_row(row) for row in rows if isinstance(row, dict))
    return tuple(row for row in read if row is not None)


def advise(chart: Sequence[ChartRow], body: Body) -> Advice | None:
    """The size for a body; of two that fit, the larger. None without a chart."""
    by_height, sure_height = _place([row.height_cm for row in chart], body.height_cm)
    by_weight, sure_weight = _place([row.weight_jin for row in chart], body.weight_jin)
    places = [place for place in (by_height, by_weight) if place is not None]
    if not places:
        return None
    sure = sure_height and sure_weight
    fit: Fit = "edge" if not sure else "both" if min(places) == max(places) else "larger"
    named = [chart[place].size if place is not None else "" for place in (by_height, by_weight)]
    return Advice(chart[max(places)].size, fit, named[0], named[1])


_HEIGHT = re.compile(r"(?<!\d)(1[3-9]\d|20\d)(?!\d)")
_KILOS = re.compile(r"(?<!\d)(\d{2,3})\s*(?:kg|KG|Kg|公斤|千克)")
_JIN = re.compile(r"(?<!\d)(\d{2,3})\s*斤")


def body_in(text: str) -> Body | None:
    """Height and weight in a buyer's words: 「165 身高 105 斤」, 「170/65kg」."""
    kilos, jin = _KILOS.search(text), _JIN.search(text)
    weight = int(kilos[1]) * 2 if kilos else int(jin[1]) if jin else None
    spent = (kilos or jin) if weight is not None else None
    rest = text if spent is None else text[: spent.start()] + " " + text[spent.end() :]
    height = _HEIGHT.search(rest)
    if height is None or weight is None or not 60 <= weight <= 400:
        return None
    return Body(int(height[1]), weight)


def _row(row: dict[str, Any]) -> ChartRow | None:
    size = str(row.get("size") or "")
    height, weight = _span(row.get("height_cm")), _span(row.get("weight_jin"))
    return ChartRow(size, height, weight) if size and (height or weight) else None


def _span(value: object) -> Span | None:
    if isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value):
        low, high = value
        return (low, high) if 0 < low <= high else None
    return None


def _place(spans: Sequence[Span | None], value: int) -> tuple[int | None, bool]:
    """Where a value belongs, and whether a range really holds it."""
    known = [(place, span) for place, span in enumerate(spans) if span is not None]
    if not known:
        return None, True
    for place, (low, high) in known:
        if low <= value <= high:
            return place, True
    above = [place for place, (low, _) in known if value < low]
    inside = bool(above) and value > known[0][1][1]
    return (above[0] if above else known[-1][0]), inside
