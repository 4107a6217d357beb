"""The same deed for many follow-ups: each by itself, so that one that cannot be holds up none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from helpdesk.followups.errors import TooMany
from helpdesk.kernel.errors import HelpdeskError

MOST = 100

Mark = tuple[int, int]
"""A follow-up and the version that the person has seen."""


@dataclass(slots=True)
class Came:
    """What came of it: how many are done, and the others with what was in the way."""

    done: int = 0
    refused: list[tuple[int, HelpdeskError]] = field(default_factory=list)


def each(*, marks: Sequence[Mark], deed: Callable[[int, int], object]) -> Came:
    """``deed`` takes number and version and is one transaction; by number, so that two people
    with the same selection never wait for each other. TooMany."""
    if len(marks) > MOST:
        raise TooMany(most=MOST)
    came = Came()
    for followup_id, version in sorted(dict(marks).items()):
        try:
            deed(followup_id, version)
            came.done += 1
        except HelpdeskError as problem:
            came.refused.append((followup_id, problem))
    return came
