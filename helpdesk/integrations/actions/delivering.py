"""The sweep: claim, post, settle, until nothing is due or the time is up.

Posting happens in threads that never see the database, and never inside a transaction. As soon as
one comes back, what it brought is settled and the next is claimed, so a slow receiver holds up
nobody but itself.
"""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.db import connection

from helpdesk.integrations.actions.claiming import EACH, Claimed, claim_due
from helpdesk.integrations.actions.settling import settle
from helpdesk.integrations.gateways.posting import Outcome, post
from helpdesk.kernel.sweeping import attempt

AT_ONCE = 16
"""Deliveries that one sweep has under way."""

LONGEST = 20.0
"""Seconds after which a sweep claims no more; the next one goes on."""

LOOK_AGAIN = 0.5
"""Seconds after which a sweep looks for what is newly due, though nothing has come back."""

SWEEP_LOCK = 0x77656268
"""Advisory locks, one for each sweep that may run: so that slow receivers never take all workers
from other tasks. What keeps two sweeps from sending the same is the claim, not this."""

Posted = Future[Outcome]


def deliver_due(*, longest: float = LONGEST) -> int:
    """Send what is due; how many were sent. Does nothing where enough sweeps run already."""
    with _place() as free:
        if not free:
            return 0
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as threads:
            return _sweep(threads, time.monotonic() + longest)


def _sweep(threads: ThreadPoolExecutor, end: float) -> int:
    under_way: dict[Posted, Claimed] = {}
    sent = 0
    while True:
        room = AT_ONCE - len(under_way)
        if room and time.monotonic() < end:
            for one in claim_due(room=room, busy=_busy(under_way)):
                under_way[_posting(threads, one)] = one
        if not under_way:
            return sent
        done, _ = wait(under_way, timeout=LOOK_AGAIN, return_when=FIRST_COMPLETED)
        for posted in done:
            one = under_way.pop(posted)
            attempt(f"delivery {one.id}", partial(_settle, one, posted))
            sent += 1


def _settle(one: Claimed, posted: Posted) -> None:
    settle(claimed=one, outcome=posted.result())


def _posting(threads: ThreadPoolExecutor, one: Claimed) -> Posted:
    return threads.submit(post, address=one.address, headers=one.headers, body=one.body)


def _busy(under_way: dict[Posted, Claimed]) -> list[int]:
    """Endpoints with as many under way as one may have."""
    counts = Counter(one.endpoint_id for one in under_way.values())
    return [endpoint for endpoint, count in counts.items() if count >= EACH]


@contextmanager
def _place() -> Iterator[bool]:
    """One of the places for sweeps of this installation; freed by Postgres if we die."""
    for place in range(settings.WEBHOOK_SWEEPS):
        if _ask("SELECT pg_try_advisory_lock(%s, %s)", place):
            try:
                yield True
            finally:
                _ask("SELECT pg_advisory_unlock(%s, %s)", place)
            return
    yield False


def _ask(question: str, place: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [SWEEP_LOCK, place])
        return bool(cursor.fetchone()[0])
