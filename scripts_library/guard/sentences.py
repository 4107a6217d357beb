"""Labelled sentences: a tab-separated file of class, label (bad or good) and text."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Labelled:
    """A good sentence bears the class it could be mistaken for."""

    about: str
    bad: bool
    text: str


def read_sentences(path: Path) -> list[Labelled]:
    """All of one file, in its order."""
    read = []
    for line in path.read_text(encoding="utf-8").splitlines():
        about, label, text = line.split("\t")
        read.append(Labelled(about, label == "bad", text))
    return read
