"""Figures as the text that Prometheus reads (text format 0.0.4). Pure."""

from collections.abc import Iterable
from typing import Protocol

from helpdesk.realtime.measures import MEASURES, Measure

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Figures(Protocol):
    """A process's snapshot, or what was asked of the servers; that belongs to no process."""

    @property
    def kind(self) -> str: ...
    @property
    def process(self) -> str: ...
    @property
    def values(self) -> list[tuple[tuple[str, ...], float]]: ...
    @property
    def times(self) -> list[tuple[tuple[str, ...], list[float]]]: ...


def exposition(figures: Iterable[Figures]) -> str:
    """Every measure once, with what each process says of it below.

    What this version does not know, or knows with other labels or buckets, is left out: during
    a rolling restart processes of two versions answer.
    """
    lines: dict[str, list[str]] = {name: [] for name in MEASURES}
    for one in figures:
        own = {"kind": one.kind, "process": one.process} if one.process else {}
        for (name, *labels), value in one.values:
            measure = MEASURES.get(name)
            if measure and measure.kind != "histogram" and len(labels) == len(measure.labels):
                named = own | dict(zip(measure.labels, labels, strict=True))
                lines[name].append(_line(measure.name, named, value))
        for (name, *labels), row in one.times:
            measure = MEASURES.get(name)
            if measure and measure.kind == "histogram" and len(labels) == len(measure.labels):
                named = own | dict(zip(measure.labels, labels, strict=True))
                lines[name] += _histogram(measure, named, row)
    return "".join(
        f"# HELP {measure.name} {measure.meaning}.\n# TYPE {measure.name} {measure.kind}\n"
        + "".join(lines[name])
        for name, measure in MEASURES.items()
        if lines[name]
    )


def _histogram(measure: Measure, labels: dict[str, str], row: list[float]) -> list[str]:
    if len(row) != len(measure.bounds) + 2:
        return []
    found, total = [], 0.0
    for bound, hits in zip([*measure.bounds, None], row, strict=False):
        total += hits
        up_to = "+Inf" if bound is None else _number(bound)
        found.append(_line(f"{measure.name}_bucket", labels | {"le": up_to}, total))
    found.append(_line(f"{measure.name}_sum", labels, row[-1]))
    found.append(_line(f"{measure.name}_count", labels, total))
    return found


def _line(name: str, labels: dict[str, str], value: float) -> str:
    inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    return f"{name}{{{inside}}} {_number(value)}\n" if inside else f"{name} {_number(value)}\n"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
