"""A sweep deals with many rows or shops: what fails of them is logged, and the rest goes on.

Each is a transaction of its own, and what failed is tried again by the next sweep.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.db import InterfaceError, OperationalError

T = TypeVar("T")

AWAY_STATES = ("08", "53", "57P")
"""What Postgres says of itself and not of a statement: no line, no room, shutting down."""

logger = logging.getLogger(__name__)


def attempt(what: str, work: Callable[[], T]) -> T | None:
    """What came of it, or None where it failed; ``what`` names it in the log, with its number.

    Only a database that is away ends a sweep.
    """
    try:
        return work()
    except Exception as problem:
        if is_away(problem):
            raise
        logger.exception("A sweep went on without %s; it is tried again", what)
        return None


def for_each(
    found: Iterable[T], work: Callable[[T], object], *, name: str, most: int | None = None
) -> int:
    """Attempt it with one after another; with how many it was done, at most ``most``. What failed
    is not counted, so those that always fail hold up nobody, however many they are."""
    done = 0
    for one in found:
        known = getattr(one, "pk", one)
        done += bool(attempt(f"{name} {known}", partial(work, one)))
        if done == most:
            break
    return done


def is_away(problem: Exception) -> bool:
    """Whether the database is away, rather than one statement refused, stopped or in a deadlock."""
    if isinstance(problem, InterfaceError):
        return True
    if not isinstance(problem, OperationalError):
        return False
    state = getattr(problem.__cause__, "sqlstate", None)
    return state is None or state.startswith(AWAY_STATES)
