"""How much one sender may send: a bucket that refills. Held in memory, per process."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from helpdesk.kernel.errors import TooFast

MAX_BUCKETS = 20_000


@dataclass(slots=True)
class Bucket:
    """``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float
    clock: Callable[[], float] = time.monotonic
    level: float = field(init=False)
    seen: float = field(init=False)

    def __post_init__(self) -> None:
        self.level = self.burst
        self.seen = self.clock()

    def take(self) -> None:
        """One more, or TooFast with the seconds until there is room."""
        moment = self.clock()
        self.level = min(self.burst, self.level + (moment - self.seen) * self.per_second)
        self.seen = moment
        if self.level < 1:
            raise TooFast(retry_after=max(0.05, (1 - self.level) / self.per_second))
        self.level -= 1


class Buckets:
    """One bucket a key; those unused the longest are forgotten first."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, key: str, *, burst: float, per_second: float) -> None:
        """One more for this key, or TooFast."""
        bucket = self._buckets.get(key)
        if bucket is None or (bucket.burst, bucket.per_second) != (burst, per_second):
            bucket = self._buckets[key] = Bucket(burst, per_second)
        self._buckets.move_to_end(key)
        while len(self._buckets) > MAX_BUCKETS:
            self._buckets.popitem(last=False)
        bucket.take()
