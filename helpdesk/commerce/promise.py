"""When a parcel leaves and when it arrives, by the shop's clock. Pure.

A shop prints its labels in batches. What is paid before a batch's cut-off leaves with it; what
is paid after the last of the day waits for the first of the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import ceil
from typing import Literal

Because = Literal["table", "measured", "rule"]
ENOUGH_PARCELS = 20
"""Fewer parcels than this say nothing about a route."""


@dataclass(frozen=True, slots=True)
class Route:
    """What parcels of one courier into one province did lately."""

    parcels: int
    signed: int
    median_hours: float | None
    problems: int

    @property
    def problem_percent(self) -> float:
        return 100 * self.problems / self.parcels if self.parcels else 0.0


@dataclass(frozen=True, slots=True)
class Days:
    """Days on the way, and where the number comes from."""

    days: int
    because: Because
    parcels: int = 0


def clock_time(text: object) -> time | None:
    """A time of day as policies write it, 17:00; None for anything else."""
    if not isinstance(text, str) or len(text) != 5 or text[2] != ":":
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def cut_offs_of(value: Sequence[object]) -> tuple[time, ...]:
    """The policy ``commerce.print_cut_offs`` as times, earliest first."""
    return tuple(sorted(found for found in map(clock_time, value) if found is not None))


def leaves_at(paid_at: datetime, cut_offs: Sequence[time], zone: tzinfo) -> datetime:
    """The cut-off that an order paid at this moment leaves with, in UTC.

    Paid on the very second of a cut-off is too late for it. Without cut-offs: at once.
    """
    if not cut_offs:
        return paid_at.astimezone(UTC)
    local = paid_at.astimezone(zone)
    for days in range(3):
        day = local.date() + timedelta(days=days)
        for cut_off in cut_offs:
            moment = datetime.combine(day, cut_off, zone).astimezone(UTC)
            if moment > paid_at:
                return moment
    raise ValueError("a zone whose days end before they begin")


def days_on_the_way(*, table: int | None, route: Route | None, rule: int) -> Days:
    """The shop's own table first, then what parcels really took, else the shop's rule."""
    if table is not None:
        return Days(table, "table")
    if route is not None and route.median_hours is not None and route.signed >= ENOUGH_PARCELS:
        return Days(max(1, ceil(route.median_hours / 24)), "measured", route.signed)
    return Days(rule, "rule")


def arrives_on(shipped_at: datetime, days: int, zone: tzinfo) -> date:
    """The day by which it should be there, by the shop's calendar."""
    return shipped_at.astimezone(zone).date() + timedelta(days=days)
