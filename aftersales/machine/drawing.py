"""The machine as a picture and as a table, for `docs/aftersales.md`. Pure: made from the rows.

In English, as the docs are: codes, not the words of a language.
"""

from collections.abc import Iterable

from aftersales.machine.table import ROWS, Row
from aftersales.machine.timers import ANSWER_SHIPPED, ANSWER_UNSHIPPED, LENGTHS
from aftersales.machine.words import TERMINAL, Clock, Kind, Timer, Who


def diagram(rows: Iterable[Row]) -> str:
    """A Mermaid state diagram: one arrow for all verbs between two states."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.before == row.after:
            continue
        pair = ("[*]" if row.before is None else row.before.value, row.after.value)
        verbs = arrows.setdefault(pair, [])
        word = f"({row.verb.value})" if row.who == (Who.TIME,) else row.verb.value
        if word not in verbs:
            verbs.append(word)
    lines = ["stateDiagram-v2"]
    lines += [
        f"    {before} --> {after}: {', '.join(verbs)}" for (before, after), verbs in arrows.items()
    ]
    lines += [f"    {state.value} --> [*]" for state in sorted(TERMINAL)]
    return "\n".join(lines)


def table(rows: Iterable[Row]) -> str:
    """One line a row, in Markdown."""
    head = "| from | verb | to | who | kinds | needs | timer |\n|---|---|---|---|---|---|---|"
    return "\n".join([head, *map(_line, rows)])


def timers() -> str:
    """Each timer and the rule of the shop that says how long it runs."""
    lines = ["| timer | rule | unit | holidays of the shop |", "|---|---|---|---|"]
    lengths = [(Timer.ANSWER, ANSWER_UNSHIPPED), (Timer.ANSWER, ANSWER_SHIPPED), *LENGTHS.items()]
    lines += [
        f"| {timer.value} | `{length.rule}` | {length.unit} | "
        f"{'never stop it' if length.legal else 'stop it where the shop says so'} |"
        for timer, length in lengths
    ]
    return "\n".join(lines)


def _line(row: Row) -> str:
    kinds = "all" if row.kinds == tuple(Kind) else _words(row.kinds)
    if row.goods_back is not None:
        kinds += ", goods back" if row.goods_back else ", goods not back"
    timer = "" if row.starts is None else row.starts.value
    if row.clock is not Clock.STOP:
        timer = f"{timer} ({row.clock.value} the other)" if timer else row.clock.value
    before = "" if row.before is None else row.before.value
    cells = (before, row.verb, row.after, _words(row.who), kinds, _words(row.needs), timer)
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _words(words: Iterable[str]) -> str:
    return ", ".join(str(word) for word in words)


def drawn() -> dict[str, str]:
    """What stands between the marks of the document, by their names."""
    return {
        "diagram": f"```mermaid\n{diagram(ROWS)}\n```",
        "table": table(ROWS),
        "timers": timers(),
    }
