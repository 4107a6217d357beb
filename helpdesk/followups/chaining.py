"""What comes next once a follow-up is done: steps, one after the other. Pure."""

from dataclasses import asdict, dataclass
from typing import Any

MOST_STEPS = 20
MOST_MINUTES = 366 * 24 * 60


@dataclass(frozen=True, slots=True)
class Step:
    """One link: due so many minutes after the link before it was done."""

    kind: str
    title: str
    minutes: int
    because: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def steps_of(value: list[dict[str, Any]]) -> list[Step]:
    """Steps as they are kept in a row."""
    return [Step(**one) for one in value]


def fits(steps: list[Step]) -> bool:
    """Whether the chain can be kept: not endless, each link with words and a time."""
    return len(steps) <= MOST_STEPS and all(
        one.title.strip() and 0 < one.minutes <= MOST_MINUTES for one in steps
    )
