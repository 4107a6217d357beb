"""The starter set as it stands in its file. Pure."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "scripts.tsv"
ENGLISH_MARK = "E"
"""Behind the code of the English one."""


@dataclass(frozen=True, slots=True)
class Starter:
    """One script of the set, in one language."""

    key: str
    folder: str
    stage: str
    code: str
    language: str
    tags: tuple[str, ...]
    title: str
    body: str


@cache
def starters() -> Sequence[Starter]:
    """All of them, Chinese first, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_starter(row, "zh") for row in rows] + [_starter(row, "en") for row in rows]


def _starter(row: dict[str, str], language: str) -> Starter:
    is_english = language == "en"
    return Starter(
        key=f"{row['key']}-{language}",
        folder=row["folder"],
        stage=row["stage"],
        code=row["code"] + (ENGLISH_MARK if is_english else ""),
        language=language,
        tags=tuple(row["tags"].split("、")) if row["tags"] else (),
        title=row[f"title_{language}"],
        body=row[f"body_{language}"].replace("\\n", "\n"),
    )
