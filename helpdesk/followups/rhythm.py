"""The days on which a duty comes again, by the shop's clock. Pure.

A day of the month beyond its end means its last day; a wall time that the clock skips means the
moment of the change.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Every(StrEnum):
    """How often."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``weekday`` counts from Monday 0 and is asked by weeks, ``day`` by months and quarters; a
    quarter's day lies in its first month."""

    every: Every
    at: time
    zone: ZoneInfo
    weekday: int = 0
    day: int = 1

    def first_after(self, moment: datetime) -> datetime:
        """The next time that it is due, later than the moment."""
        day = moment.astimezone(self.zone).date() - timedelta(days=1)
        for candidate in self._days(day):
            due = self.due_on(candidate)
            if due > moment:
                return due
        raise AssertionError("days never end")

    def due_on(self, day: date) -> datetime:
        """The moment on a day, in UTC."""
        wall = datetime.combine(day, self.at, tzinfo=self.zone)
        return wall.astimezone(UTC)

    def between(self, first: datetime, until: datetime) -> list[datetime]:
        """Every time that it is due from ``first`` (which is one of them) to ``until``."""
        found, due = [], first
        while due <= until:
            found.append(due)
            due = self.first_after(due)
        return found

    def _days(self, start: date) -> Iterator[date]:
        if self.every is Every.DAY:
            step, day = 1, start
        elif self.every is Every.WEEK:
            step, day = 7, start + timedelta(days=(self.weekday - start.weekday()) % 7)
        else:
            yield from self._months(start)
            return
        while True:
            yield day
            day += timedelta(days=step)

    def _months(self, start: date) -> Iterator[date]:
        step = 1 if self.every is Every.MONTH else 3
        month = start.month - 1 - (start.month - 1) % step
        year = start.year
        while True:
            last = calendar.monthrange(year, month + 1)[1]
            day = date(year, month + 1, min(self.day, last))
            if day >= start:
                yield day
            year, month = year + (month + step) // 12, (month + step) % 12
