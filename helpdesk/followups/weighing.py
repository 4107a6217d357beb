"""How urgent and how important a follow-up is, and how much of its time is gone. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Quadrant(StrEnum):
    """A field of the four-quadrant board, in the order in which it is read."""

    NOW = "now"  # urgent and important: before everything else
    PLAN = "plan"  # important, and there is time
    QUICK = "quick"  # urgent, and little hangs on it
    LATER = "later"  # neither


@dataclass(frozen=True, slots=True)
class Weights:
    """A shop's rules for what counts as urgent and important."""

    urgent_minutes: int
    important_fen: int


@dataclass(frozen=True, slots=True)
class Weight:
    """From when on it is urgent (None: never), and whether it is important."""

    urgent_from: datetime | None
    is_important: bool


def weigh(
    *,
    starts_at: datetime,
    due_at: datetime,
    money_fen: int,
    kind_is_important: bool,
    weights: Weights,
) -> Weight:
    """By the shop's rules: urgent for its last minutes, important by money or by its kind."""
    urgent = max(starts_at, due_at - timedelta(minutes=weights.urgent_minutes))
    return Weight(urgent, kind_is_important or money_fen >= weights.important_fen)


def overridden(
    weight: Weight, *, starts_at: datetime, urgent: bool | None, important: bool | None
) -> Weight:
    """The same with what a person has said; None leaves the rule's answer."""
    urgent_from = weight.urgent_from if urgent is None else (starts_at if urgent else None)
    return Weight(urgent_from, weight.is_important if important is None else important)


def quadrant_of(*, is_urgent: bool, is_important: bool) -> Quadrant:
    """The field of the board."""
    if is_important:
        return Quadrant.NOW if is_urgent else Quadrant.PLAN
    return Quadrant.QUICK if is_urgent else Quadrant.LATER


def share_used(*, starts_at: datetime, due_at: datetime, moment: datetime) -> float:
    """How much of the span is gone: 0 before it begins, 1 from its end on."""
    span = (due_at - starts_at).total_seconds()
    gone = (moment - starts_at).total_seconds()
    return 1.0 if span <= 0 else min(1.0, max(0.0, gone / span))


def step_of(share: float, percentages: list[int]) -> int:
    """1 fine, 2 soon, 3 late, 4 very late: by the points at which the shop is reminded."""
    return 1 + sum(share * 100 >= percent for percent in percentages)
