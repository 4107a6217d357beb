"""A run in words: a table of the goals, the facts beside them, and the last line for programs."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.counting import Tally
from benchmarks.goals import Figure, Met
from benchmarks.section import Section

SAID: Mapping[Met, str] = {"goal": "goal", "must": "must", "no": "**no**"}


def rounded(value: float) -> str:
    """Three figures are enough for a ratio."""
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def goals_table(figures: Iterable[Figure]) -> str:
    """One line a goal."""
    lines = ["| goal | measured | least to most | must | goal | met |", "|---|---|---|---|---|---|"]
    for figure in figures:
        goal = figure.goal
        sign = "≥" if goal.more_is_better else "≤"
        unit = f" {goal.unit}" if goal.unit not in ("", "x") else ""
        spread = "" if figure.range is None else " to ".join(map(rounded, figure.range))
        note = f" ({figure.note})" if figure.note else ""
        lines.append(
            f"| {goal.name}{note} | {rounded(figure.value)}{unit} | {spread} "
            f"| {sign} {rounded(goal.must)}{unit} | {sign} {rounded(goal.goal)}{unit} "
            f"| {SAID[figure.met]} |"
        )
    return "\n".join(lines)


def facts_table(sections: Iterable[Section]) -> str:
    """What was measured besides."""
    lines = ["| measured besides | |", "|---|---|"]
    for section in sections:
        lines += [f"| {section.title}: {name} | {value} |" for name, value in section.facts]
    return "\n".join(lines)


def report(
    sections: Sequence[Section], *, machine: Mapping[str, str], missing: Sequence[str]
) -> str:
    """Everything a person reads."""
    figures = [figure for section in sections for figure in section.figures]
    tally = tally_of(sections)
    parts = [
        goals_table(figures),
        f"Lost {tally.lost}, duplicated {tally.duplicated}, disordered {tally.disordered}.",
        facts_table(sections),
        "\n".join(f"- {name}: {value}" for name, value in machine.items()),
    ]
    parts += [f"Not measured: {sentence}" for sentence in missing]
    return "\n\n".join(parts)


def tally_of(sections: Iterable[Section]) -> Tally:
    """All counts of a run together."""
    total = Tally()
    for section in sections:
        total += section.tally
    return total
