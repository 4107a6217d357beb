"""What the guard says of a text."""

from dataclasses import dataclass

from scripts_library.guard.classes import LEVELS, OK


@dataclass(frozen=True)
class Hit:
    """One place of the text: ``text`` is as written, ``start`` and ``end`` are its span.

    ``why`` is a sentence for the agent; ``rewrite`` stands for the whole text and passes the guard.
    """

    about: str
    level: str
    rule: str
    text: str
    start: int
    end: int
    why: str
    rewrite: str

    def as_json(self) -> dict[str, str]:
        return {"class": self.about, "text": self.text, "why": self.why, "rewrite": self.rewrite}


@dataclass(frozen=True)
class Verdict:
    """The highest level of all hits, and the hits in the order of the text."""

    level: str
    hits: tuple[Hit, ...]

    def as_json(self) -> dict[str, object]:
        return {"level": self.level, "hits": [hit.as_json() for hit in self.hits]}


PASSED = Verdict(OK, ())


def higher(one: str, other: str) -> str:
    """The graver of two levels."""
    return max(one, other, key=LEVELS.index)
