"""What one part of a run hands back: figures of goals, facts beside them, and what was counted."""

from dataclasses import dataclass, field

from benchmarks.counting import Tally
from benchmarks.goals import Figure


@dataclass
class Section:
    """``facts`` are lines of the report that no goal is about: floors, processor time, recovery."""

    title: str
    figures: list[Figure] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    # Everything measured, for the dated file.
    raw: dict[str, object] = field(default_factory=dict)
