"""Counts of what went well and what did not, since this process started."""

from collections import Counter
from threading import Lock

_counts: Counter[str] = Counter()
_lock = Lock()


def count(name: str, by: int = 1) -> None:
    """Add to a counter; never fails."""
    with _lock:
        _counts[name] += by


def counts() -> dict[str, int]:
    """A copy of all counters."""
    with _lock:
        return dict(_counts)
