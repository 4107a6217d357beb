"""The guard as each shop has it, ready in this process.

Kept under the shop's number of changes, which is asked again after FRESH_SECONDS: whoever lost a
hint, with Redis away or in another process, is behind by that much at the most.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from helpdesk.kernel.clock import now
from scripts_library.guard.checking import Guard, built_in
from scripts_library.guard.own import ShopGuard
from scripts_library.queries.guard_book import book_of, revision_of

FRESH_SECONDS = 2.0
MOST_SHOPS = 200


@dataclass(slots=True)
class _Held:
    revision: int
    guard: Guard
    until: datetime | None
    asked: float


_held: OrderedDict[int, _Held] = OrderedDict()
_lock = threading.Lock()


def guard_of(shop_id: int) -> Guard:
    """Built-in rules with the shop's own; no query while what is held is fresh."""
    with _lock:
        held = _held.get(shop_id)
        if held is not None:
            _held.move_to_end(shop_id)
    if held is not None and held.until is not None and now() >= held.until:
        held = None
    if held is not None and time.monotonic() - held.asked < FRESH_SECONDS:
        return held.guard
    asked = time.monotonic()
    revision = revision_of(shop_id)
    if held is not None and held.revision == revision:
        held.asked = asked
        return held.guard
    held = _made(shop_id, revision, asked)
    with _lock:
        _held[shop_id] = held
        while len(_held) > MOST_SHOPS:
            _held.popitem(last=False)
    return held.guard


def forget(shop_id: int) -> None:
    """The next question is asked of the database."""
    with _lock:
        _held.pop(shop_id, None)


def _made(shop_id: int, revision: int, asked: float) -> _Held:
    if revision == 0:
        return _Held(0, built_in(), None, asked)
    in_force = book_of(shop_id)
    return _Held(revision, ShopGuard(in_force.book), in_force.until, asked)
