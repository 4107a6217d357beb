"""How long each timer runs: the rule of the shop that says so, and whether a holiday stops it.

Pure. The numbers are rules (`helpdesk/accounts/opening_rules.py`, `aftersales/policy_rules.py`).
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aftersales.machine.words import Timer
from helpdesk.accounts.hours import BusinessHours

UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Length:
    """A rule's name and the unit of its number. ``legal``: the law's or a platform's own time; no
    calendar of the shop stops it."""

    rule: str
    unit: str
    legal: bool = False


ANSWER_UNSHIPPED = Length("aftersales.answer_unshipped_hours", "h")
ANSWER_SHIPPED = Length("aftersales.answer_shipped_hours", "h")

LENGTHS = {
    Timer.OFFER: Length("aftersales.offer_hours", "h"),
    Timer.REFUSAL: Length("aftersales.after_refusal_days", "d"),
    Timer.SHIP_BACK: Length("aftersales.buyer_ships_days", "d"),
    Timer.TRAVEL: Length("aftersales.return_travel_days", "d"),
    Timer.CONFIRM: Length("aftersales.confirm_return_days", "d", legal=True),
    Timer.RESHIP: Length("aftersales.reship_hours", "h"),
    Timer.RECEIVE: Length("aftersales.buyer_receives_days", "d"),
    Timer.ISSUE: Length("aftersales.invoice_days", "d"),
    Timer.PROVE: Length("aftersales.platform_hours", "h", legal=True),
}


def length_of(timer: Timer, *, shipped: bool) -> Length:
    """The rule for a timer; the answer's depends on whether the goods had left."""
    if timer is Timer.ANSWER:
        return ANSWER_SHIPPED if shipped else ANSWER_UNSHIPPED
    return LENGTHS[timer]


IN_HOURS = frozenset(
    length.rule
    for length in (ANSWER_SHIPPED, ANSWER_UNSHIPPED, *LENGTHS.values())
    if length.unit == "h"
)
"""The rules whose numbers are hours; the others' are days."""


LEGAL = frozenset(length.rule for length in LENGTHS.values() if length.legal)
"""The rules that no holiday of the shop stops."""

NEAR_SHARE = 0.8
"""Of its time, after which a deadline is near: the second of the three points of reminders."""


def near_before(start: datetime, due: datetime) -> datetime:
    """From when on a stretch that ends then is nearly over."""
    return due - (due - start) * (1 - NEAR_SHARE)


@dataclass(frozen=True, slots=True)
class Due:
    """When a timer is over, and the days on which it stood still."""

    at: datetime
    skipped: tuple[date, ...] = ()


def due_after(start: datetime, length: timedelta, hours: BusinessHours | None = None) -> Due:
    """The end of a stretch of time; with ``hours`` none of it passes on closed holidays."""
    closed: Set[date] = frozenset(
        day for day, spans in (hours.holidays if hours else {}).items() if not spans
    )
    if hours is None or not closed:
        return Due(start + length)
    at, left, skipped = start, length, []
    while True:
        midnight = hours.next_midnight(at)
        day = at.astimezone(hours.zone).date()
        if day in closed:
            skipped.append(day)
        elif at + left <= midnight:
            return Due(at + left, tuple(skipped))
        else:
            left -= midnight - at
        at = midnight
