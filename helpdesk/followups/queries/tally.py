"""Every count of the radar out of one look at what is kept (`models/standing.py`).

The time until then is cut where any heading or day begins, and the rest is addition. What lies
within an hour that a cut falls into, or became urgent within this hour, is counted by itself.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.followups.queries.board import INSTANT, LABELS, Part, edges
from helpdesk.followups.queries.counts import DAYS, Day, KindCount, midnight
from helpdesk.followups.queries.radar import Asked, Whose, day_begins
from helpdesk.followups.queries.standing import Stretch, standing_of
from helpdesk.followups.weighing import Quadrant, quadrant_of


@dataclass(frozen=True, slots=True)
class Cell:
    """What is open from ``since`` until before ``until``, alike in all that is counted. ``whose``
    parts one's own from what is the groups' or anybody's; "all" has both once more, and others'."""

    since: datetime | None
    until: datetime | None
    kind: str
    whose: Whose
    is_urgent: bool
    is_important: bool
    count: int
    fen: int

    def is_within(self, end: datetime) -> bool:
        return self.until is not None and self.until <= end

    def counts_for(self, whose: Whose) -> bool:
        return self.whose == whose or (whose == "team" and self.whose == "mine")


@dataclass(frozen=True, slots=True)
class Tally:
    """The cells, and what is read off them."""

    cells: list[Cell]
    now: datetime

    def how_many(self) -> dict[Whose, int]:
        """All that is open: one's own, with one's groups' and nobody's, the whole shop's."""
        scopes: tuple[Whose, ...] = ("mine", "team", "all")
        return {key: self._count(lambda one, key=key: one.counts_for(key)) for key in scopes}  # type: ignore[misc]

    def kinds(self, whose: Whose) -> list[KindCount]:
        """How many of each kind, the most first."""
        counts: dict[str, int] = {}
        for one in self.cells:
            if one.counts_for(whose):
                counts[one.kind] = counts.get(one.kind, 0) + one.count
        return [
            KindCount(key, n)
            for key, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ]

    def days(self, whose: Whose) -> list[Day]:
        """Today and the nine days behind it; what is over counts for today."""
        ends = [midnight(self.now, at + 1) for at in range(DAYS)]
        sums = [[0, 0, 0, 0] for _ in ends]
        for one in self.cells:
            if one.until is None or not one.counts_for(whose) or one.until > ends[-1]:
                continue
            kept = sums[bisect_left(ends, one.until)]
            urgent = one.count if one.is_urgent else 0
            for at, more in enumerate(
                (one.count, one.fen, urgent, urgent if one.is_important else 0)
            ):
                kept[at] += more
        today = timezone.localdate(self.now)
        return [Day(today + timedelta(days=at), *kept) for at, kept in enumerate(sums)]

    def parts(self, asked: Asked) -> dict[str, Part]:
        """Every heading of the list with its sums."""
        ends = {key: end + INSTANT for key, end in edges(self.now).items()}
        sums = {key: [0, 0] for key in LABELS}
        for one in self._asked(asked):
            key = next((key for key, end in ends.items() if one.is_within(end)), "later")
            sums[key][0] += one.count
            sums[key][1] += one.fen
        return {key: Part(key, LABELS[key], n, fen) for key, (n, fen) in sums.items()}

    def quadrants(self, asked: Asked) -> dict[Quadrant, int]:
        """How many stand in each field of the board."""
        counts = dict.fromkeys(Quadrant, 0)
        for one in self._asked(asked):
            field = quadrant_of(is_urgent=one.is_urgent, is_important=one.is_important)
            counts[field] += one.count
        return counts

    def _asked(self, asked: Asked) -> Iterable[Cell]:
        first = day_begins(asked.day)
        for one in self.cells:
            if not one.counts_for(asked.whose) or (asked.kind and one.kind != asked.kind):
                continue
            if asked.day == "late" and not one.is_within(self.now + INSTANT):
                continue
            if first is not None and not (
                one.since is not None
                and one.since >= first
                and one.is_within(first + timedelta(days=1))
            ):
                continue
            yield one

    def _count(self, fits: Callable[[Cell], bool]) -> int:
        return sum(one.count for one in self.cells if fits(one))


def tally_of(membership: Membership, asked: Asked, now: datetime) -> Tally:
    """One query, whatever is asked."""
    cuts = _cuts(asked, now)
    found = standing_of(membership, cuts, now, whole=asked.whose)
    return Tally([_cell(one, cuts) for one in found], now)


def _cuts(asked: Asked, now: datetime) -> list[datetime]:
    ends = edges(now).values()
    cuts = {end + INSTANT for end in ends} | {midnight(now, at + 1) for at in range(DAYS)}
    first = day_begins(asked.day)
    if first is not None:
        cuts |= {first, first + timedelta(days=1)}
    return sorted(cuts)


def _cell(one: Stretch, cuts: list[datetime]) -> Cell:
    return Cell(
        since=cuts[one.at - 1] if one.at else None,
        until=cuts[one.at] if one.at < len(cuts) else None,
        kind=one.kind,
        whose=one.whose,
        is_urgent=one.is_urgent,
        is_important=one.is_important,
        count=one.count,
        fen=one.fen,
    )
