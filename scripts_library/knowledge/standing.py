"""Whether what is written down may still be told as true. Pure."""

from datetime import date, timedelta


def is_past(valid_until: date | None, today: date) -> bool:
    """Its last day is over; without one it never is."""
    return valid_until is not None and valid_until < today


def is_old(stock_on: date | None, today: date, *, days: int) -> bool:
    """A stock note of this day is to be checked before anybody promises by it."""
    return stock_on is None or stock_on + timedelta(days=days) < today
