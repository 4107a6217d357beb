"""Percentiles, medians over rounds, and ratios of figures taken in the same round."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` (0 to 1) of them do not exceed."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True)
class Latency:
    """Milliseconds of one step."""

    count: int
    p50: float
    p99: float
    longest: float

    def as_json(self) -> dict[str, Any]:
        return {
            "count": self.count,
            "p50": round(self.p50, 3),
            "p99": round(self.p99, 3),
            "max": round(self.longest, 3),
        }


def latency_of(seconds: Sequence[float]) -> Latency:
    """From seconds, as clocks give them."""
    return Latency(
        count=len(seconds),
        p50=percentile(seconds, 0.50) * 1000,
        p99=percentile(seconds, 0.99) * 1000,
        longest=max(seconds) * 1000,
    )


@dataclass(frozen=True)
class Spread:
    """One figure over the rounds."""

    middle: float
    least: float
    most: float

    def as_json(self) -> list[float]:
        return [round(self.middle, 3), round(self.least, 3), round(self.most, 3)]


def spread_of(values: Sequence[float]) -> Spread:
    """Median, least and most."""
    if not values:
        raise ValueError("There is no spread of nothing.")
    return Spread(median(values), min(values), max(values))


def ratios(subject: Sequence[float], floor: Sequence[float]) -> Spread:
    """Subject over floor, round by round: a slow minute of the machine slows both."""
    return spread_of([one / other for one, other in zip(subject, floor, strict=True)])
