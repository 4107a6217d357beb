"""A size chart: as it is typed, what makes no sense, what is odd. Pure but for the language.

What makes no sense is refused by row; what may be meant (a gap, an overlap) is said and stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from helpdesk.commerce.errors import ChartWrong
from helpdesk.commerce.sizing import ChartRow, Span

MOST_ROWS, LONGEST_SIZE = 50, 20
BOUNDS = {"height_cm": (50, 250), "weight_jin": (20, 500)}


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One line of the table as text: a size and the ends of its ranges."""

    size: str = ""
    height_from: str = ""
    height_to: str = ""
    weight_from: str = ""
    weight_to: str = ""

    def is_blank(self) -> bool:
        return not any(getattr(self, name).strip() for name in self.__slots__)


def read_chart(typed: Sequence[TypedRow]) -> list[dict[str, Any]]:
    """The chart as it is stored, blank lines left out; ChartWrong names the first bad line."""
    chart: list[dict[str, Any]] = []
    for number, line in enumerate(typed, start=1):
        if line.is_blank():
            continue
        row: dict[str, Any] = {"size": line.size.strip()}
        for name, low, high in (
            ("height_cm", line.height_from, line.height_to),
            ("weight_jin", line.weight_from, line.weight_to),
        ):
            span = _span(number, low.strip(), high.strip())
            if span is not None:
                row[name] = span
        _check_row(number, row, {one["size"] for one in chart})
        chart.append(row)
    return chart


def check_chart(chart: Sequence[dict[str, Any]]) -> None:
    """ChartWrong where a chart makes no sense, or goes on for more rows than the page shows."""
    if len(chart) > MOST_ROWS:
        raise ChartWrong(row=MOST_ROWS + 1, problem=_("最多 %(most)s 行") % {"most": MOST_ROWS})
    seen: set[str] = set()
    for number, row in enumerate(chart, start=1):
        _check_row(number, row, seen)
        seen.add(row["size"])


def _check_row(number: int, row: dict[str, Any], seen: set[str]) -> None:
    size = row["size"]
    if not size or len(size) > LONGEST_SIZE:
        raise ChartWrong(row=number, problem=_("尺码没写，或者太长"))
    if size in seen:
        raise ChartWrong(row=number, problem=_("%(size)s 已经有一行了") % {"size": size})
    for name, (least, most) in BOUNDS.items():
        if name in row and not least <= row[name][0] <= row[name][1] <= most:
            facts = {"least": least, "most": most}
            problem = _("要在 %(least)s 到 %(most)s 之间，「从」不大于「到」") % facts
            raise ChartWrong(row=number, problem=problem)
    if not any(name in row for name in BOUNDS):
        raise ChartWrong(row=number, problem=_("身高、体重至少写一样"))


def _span(number: int, low: str, high: str) -> list[int] | None:
    if not low and not high:
        return None
    if not (low.isdecimal() and high.isdecimal()):
        raise ChartWrong(row=number, problem=_("「从」和「到」都要写，只写整数"))
    return [int(low[:9]), int(high[:9])]  # int() refuses thousands of digits; nine are too many


def oddities(chart: Sequence[ChartRow]) -> list[str]:
    """Gaps and overlaps between neighbouring sizes, each a sentence."""
    heights = [(row.size, row.height_cm) for row in chart if row.height_cm]
    weights = [(row.size, row.weight_jin) for row in chart if row.weight_jin]
    return [
        *(_about(heights, _("身高"), "cm")),
        *(_about(weights, _("体重"), _("斤"))),
    ]


def _about(spans: Sequence[tuple[str, Span | None]], what: str, unit: str) -> Iterator[str]:
    for (size, span), (next_size, following) in pairwise(spans):
        if span is None or following is None:
            continue
        facts = {"what": what, "unit": unit, "one": size, "other": next_size}
        low, high = span[1] + 1, following[0] - 1
        if following[0] < span[0]:
            yield _("%(what)s：%(other)s 比 %(one)s 还小，从小到大排") % facts
        elif low <= high:
            facts |= {"low": str(low), "high": str(high)}
            if low == high:
                yield _("%(what)s %(low)s %(unit)s 没有尺码，会按 %(other)s 推荐") % facts
            else:
                yield (
                    _("%(what)s %(low)s 到 %(high)s %(unit)s 没有尺码，会按 %(other)s 推荐") % facts
                )
        elif following[0] <= span[1]:
            facts |= {"low": str(following[0]), "high": str(min(span[1], following[1]))}
            yield (
                _("%(what)s %(low)s 到 %(high)s %(unit)s，%(one)s 和 %(other)s 都算，取 %(one)s")
                % facts
            )
