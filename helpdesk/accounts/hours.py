"""When a shop is open: pure arithmetic over its week, its holidays and its clock.

A week is seven days of spans in minutes after midnight; a span may end after 24:00 and then
belongs to the day on which it began. A holiday replaces what begins on its day. Every answer is
exact across changes of the clock: a wall time that is skipped means the moment of the change, one
that comes twice means the first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
LOOK_AHEAD_DAYS = 400
"""How far a next opening is looked for: further than any list of holidays goes in practice."""

Span = tuple[int, int]
"""Minutes after the day's midnight, from and to; at most 24 hours long."""

Day = tuple[Span, ...]
Interval = tuple[datetime, datetime]

ALWAYS: tuple[Day, ...] = (((0, DAY_MINUTES),),) * 7


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """The opening hours of one shop; ``week`` begins on Monday."""

    zone: ZoneInfo
    week: tuple[Day, ...] = ALWAYS
    holidays: Mapping[date, Day] = field(default_factory=dict)
    cut: time = time(0, 0)

    @property
    def never_closes(self) -> bool:
        """Every day is open from midnight to midnight."""
        return self.week == ALWAYS and all(day == ALWAYS[0] for day in self.holidays.values())

    def open_at(self, moment: datetime) -> bool:
        """Whether the shop is open."""
        return any(start <= moment < end for start, end in self.intervals(moment, moment))

    def next_opening(self, moment: datetime) -> datetime | None:
        """The moment itself while open, else when it opens next; None when it does not."""
        if self.open_at(moment):  # two days tell; a shop that never closes would be read for 400
            return moment
        for start, end in self._from(moment):
            if moment < end:
                return max(start, moment)
        return None

    def next_closing(self, moment: datetime) -> datetime | None:
        """When it closes, counted from its next opening; None when it never does."""
        if self.never_closes:
            return None
        for _, end in self._from(moment):
            if moment < end:
                horizon = _local(moment, self.zone).date() + timedelta(LOOK_AHEAD_DAYS)
                return end if end < _utc(horizon, 0, self) else None
        return None

    def seconds_between(self, start: datetime, end: datetime) -> float:
        """Business seconds from one moment to the next; zero when the end is not later."""
        if end <= start:
            return 0.0
        return sum(
            (min(end, closes) - max(start, opens)).total_seconds()
            for opens, closes in self.intervals(start, end)
            if closes > start and opens < end
        )

    def business_day(self, moment: datetime) -> date:
        """The day that the moment counts for: it ends at ``cut``, not at midnight."""
        local = _local(moment, self.zone)
        since_midnight = timedelta(hours=self.cut.hour, minutes=self.cut.minute)
        day = (local - since_midnight).date()
        # On the night on which the clock goes back the cut comes twice: the first one counts.
        return day + timedelta(1) if moment >= self.day_begins(day + timedelta(1)) else day

    def day_begins(self, day: date) -> datetime:
        """The first moment of a business day."""
        return _utc(day, self.cut.hour * 60 + self.cut.minute, self)

    def next_midnight(self, moment: datetime) -> datetime:
        """When the wall clock's date changes next."""
        today = _local(moment, self.zone).date()
        return _utc(today + timedelta(1), 0, self)

    def intervals(self, start: datetime, end: datetime) -> list[Interval]:
        """The open stretches that touch the two moments or lie between, ascending, none
        touching the next."""
        first = _local(start, self.zone).date() - timedelta(2)
        last = _local(end, self.zone).date() + timedelta(1)
        days = (last - first).days + 1
        return list(self._merged(first, days))

    def spans_of(self, day: date) -> Day:
        """What begins on a day: the holiday's own, else the weekday's."""
        return self.holidays.get(day, self.week[day.weekday()])

    def _from(self, moment: datetime) -> Iterator[Interval]:
        return self._merged(_local(moment, self.zone).date() - timedelta(2), LOOK_AHEAD_DAYS + 3)

    def _merged(self, first: date, days: int) -> Iterator[Interval]:
        held: Interval | None = None
        for number in range(days):
            day = first + timedelta(number)
            for opens, closes in sorted(self.spans_of(day)):
                start, end = _utc(day, opens, self), _utc(day, closes, self)
                if held is not None and start <= held[1]:
                    held = (held[0], max(held[1], end))
                elif start < end:
                    if held is not None:
                        yield held
                    held = (start, end)
        if held is not None:
            yield held


def overlaps(day: Day) -> bool:
    """Whether two spans of one day lie over each other."""
    return any(before[1] > after[0] for before, after in pairwise(sorted(day)))


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The wall clock's reading, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _utc(day: date, minutes: int, hours: BusinessHours) -> datetime:
    """The first moment at which the wall clock shows that much of the day, or more."""
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    early = wall.replace(tzinfo=hours.zone, fold=0).astimezone(UTC)
    if _local(early, hours.zone) == wall:
        return early
    low, high = wall.replace(tzinfo=hours.zone, fold=1).astimezone(UTC), early
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if _local(middle, hours.zone) >= wall else (middle, high)
    return high.replace(microsecond=0)
