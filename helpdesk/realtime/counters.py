"""What happened in this process since it started: counts and times, kept in memory.

A count costs under a microsecond and no input or output; who may read them, and how the
processes' figures come together, is `helpdesk/monitoring/`.
"""

import os
import time
from bisect import bisect_left
from collections import defaultdict
from threading import Lock

from helpdesk.realtime.measures import MEASURES

Key = tuple[str, ...]
"""The short name of a measure and the values of its labels."""

_counts: defaultdict[Key, float] = defaultdict(float)
_times: dict[Key, list[float]] = {}
_lock = Lock()
_since = time.time()


def count(name: str, by: float = 1, *labels: str) -> None:
    """Add to a counter; never fails."""
    key = (name, *labels)
    with _lock:
        _counts[key] += by


def observe(name: str, seconds: float, *labels: str) -> None:
    """Note how long something took; ``name`` is a histogram of the catalogue."""
    key = (name, *labels)
    bounds = MEASURES[name].bounds
    with _lock:
        row = _times.get(key)
        if row is None:
            # How many fell into each bucket, those above all bounds, and the sum of all.
            row = _times[key] = [0.0] * (len(bounds) + 2)
        row[bisect_left(bounds, seconds)] += 1
        row[-1] += seconds


def counts() -> dict[Key, float]:
    """A copy of all counters."""
    with _lock:
        return dict(_counts)


def times() -> dict[Key, list[float]]:
    """A copy of all times: for each bucket how many fell into it, and at the end the sum."""
    with _lock:
        return {key: list(row) for key, row in _times.items()}


def since() -> float:
    """When this process began to count, Unix time."""
    return _since


def _forget() -> None:
    """A forked process has done nothing yet, and its parent's lock is not its own."""
    global _lock, _since
    _lock, _since = Lock(), time.time()
    _counts.clear()
    _times.clear()


os.register_at_fork(after_in_child=_forget)
