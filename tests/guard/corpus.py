"""The labelled sentences, read once."""

from functools import cache
from pathlib import Path

from scripts_library.guard.checking import check
from scripts_library.guard.sentences import Labelled, read_sentences
from scripts_library.guard.verdict import Verdict

FOLDER = Path(__file__).with_name("sentences")


@cache
def sentences() -> tuple[Labelled, ...]:
    return tuple(one for path in sorted(FOLDER.glob("*.tsv")) for one in read_sentences(path))


@cache
def judged(text: str) -> Verdict:
    """A sentence is judged once, however many tests ask."""
    return check(text)
