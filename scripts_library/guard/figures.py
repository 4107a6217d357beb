"""Precision and recall per class on labelled sentences, as the table of docs/guard.md."""

from collections import Counter
from collections.abc import Iterable

from scripts_library.guard.checking import Guard
from scripts_library.guard.classes import BLOCK, CLASSES, WARN
from scripts_library.guard.sentences import Labelled

START = "<!-- figures: written by `manage.py measure_guard`, do not edit -->"
END = "<!-- end of figures -->"


def stopped(guard: Guard, text: str) -> bool:
    """Warned or blocked."""
    return guard.check(text).level in (WARN, BLOCK)


def table(guard: Guard, sentences: Iterable[Labelled]) -> str:
    """Bad sentences stopped, good ones let pass; a good one counts for the class it is near to."""
    bad: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    good: Counter[str] = Counter()
    stopped_good: Counter[str] = Counter()
    for one in sentences:
        (bad if one.bad else good)[one.about] += 1
        if stopped(guard, one.text):
            (caught if one.bad else stopped_good)[one.about] += 1
    rows = [
        _row(
            f"`{about}` {CLASSES[about][0]}",
            bad[about],
            caught[about],
            good[about],
            stopped_good[about],
        )
        for about in CLASSES
    ]
    rows.append(_row("all", bad.total(), caught.total(), good.total(), stopped_good.total()))
    head = "| class | bad | stopped | recall | near-miss good | stopped | precision |\n|---|--:|--:|--:|--:|--:|--:|"
    return "\n".join([START, "", head, *rows, "", END])


def _row(name: str, bad: int, caught: int, good: int, wrong: int) -> str:
    recall = 100 * caught / bad if bad else 0.0
    precision = 100 * caught / (caught + wrong) if caught + wrong else 0.0
    return f"| {name} | {bad} | {caught} | {recall:.1f} % | {good} | {wrong} | {precision:.1f} % |"


def with_table(document: str, new_table: str) -> str:
    """The document with its figures replaced."""
    before, _, rest = document.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{new_table}{after}"
