"""Pure: how long a buyer will wait, from what was measured; nothing is guessed."""

import math

LEAST_MEASURED = 5
"""Fewer departures from the queue than this say nothing."""

MOST_MINUTES = 60


def minutes_to_wait(*, ahead: int, departures: int, seconds: float) -> int | None:
    """Whole minutes until the turn of somebody with ``ahead`` before them, rounded up.

    ``departures`` people left the queue within ``seconds`` (from the first of them to the last).
    None where that is too few, or more than an hour would be promised.
    """
    if departures < LEAST_MEASURED or seconds <= 0:
        return None
    pace = seconds / (departures - 1)
    minutes = max(1, math.ceil((ahead + 1) * pace / 60))
    return minutes if minutes <= MOST_MINUTES else None
