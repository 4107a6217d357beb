"""Messages of the sockets that wait at the same moment are stored together.

A message goes at once where a lane to Postgres is free; what comes while all are busy forms the
next group, of one message a thread: one statement, one commit, one announcement a shop. Nobody
waits for a clock, and nobody for another's trouble: what Postgres refuses in a group is tried
alone.
"""

import asyncio
import logging
from collections import defaultdict, deque
from dataclasses import dataclass

from psycopg import errors as postgres_errors

from conversations.actions.stored import Values, events_of, learn, statement_for
from conversations.queries.rows import Record
from helpdesk.integrations.nudging import nudge
from helpdesk.kernel.database import LANES, lane
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.counters import count
from helpdesk.realtime.events import Event
from helpdesk.realtime.parcel import pack
from helpdesk.realtime.publish import send_out

logger = logging.getLogger(__name__)

LARGEST = 100
"""Messages of one group."""

REFUSED = (postgres_errors.IntegrityError, postgres_errors.DataError)
"""What one message may have about it, and the others of its group have not."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message, and whom to tell what became of it."""

    values: Values
    outcome: asyncio.Future[Record | None]

    @property
    def thread(self) -> int:
        number: int = self.values["conversation"]
        return number


_waiting: deque[Waiting] = deque()
_under_way: set[int] = set()
"""Threads of the groups on their way: their next message waits, so that order stands."""
_workers: dict[int, asyncio.Task[None]] = {}
"""By the lane that each has to itself."""


async def stored_together(values: Values) -> Record | None:
    """The row that the statement gives for this message, which has been announced then; None
    where the full way must decide."""
    outcome: asyncio.Future[Record | None] = asyncio.get_running_loop().create_future()
    _waiting.append(Waiting(values, outcome))
    for number in range(LANES):
        if number not in _workers:
            _workers[number] = asyncio.create_task(_work(number))
            break
    return await outcome


async def _work(number: int) -> None:
    """Group after group until nobody waits whom no other worker has to see to first."""
    try:
        while group := _next_group():
            threads = {one.thread for one in group}
            _under_way.update(threads)
            try:
                await _store(group, number)
            finally:
                _under_way.difference_update(threads)
    finally:
        del _workers[number]


def _next_group() -> list[Waiting]:
    """The first that wait, one of each thread; whoever has gone meanwhile is left out."""
    group: dict[int, Waiting] = {}
    later: list[Waiting] = []
    while _waiting and len(group) < LARGEST:
        one = _waiting.popleft()
        if one.outcome.done():
            continue
        if one.thread in group or one.thread in _under_way:
            later.append(one)
        else:
            group[one.thread] = one
    _waiting.extendleft(reversed(later))
    return [*group.values()]


async def _store(group: list[Waiting], number: int) -> None:
    """Store them and tell each what became of it, whatever happens."""
    try:
        found = await _stored(group, number)
    except REFUSED:
        if len(group) == 1:  # the same client_id at the same moment: the full way knows
            _tell(group[0], None)
        else:
            for one in group:
                await _store([one], number)
    except Exception as problem:
        for one in group:
            if not one.outcome.done():
                one.outcome.set_exception(problem)
    else:
        for place, one in enumerate(group):
            _tell(one, found.get(place))
        try:
            _announce(group, found)
        except Exception:  # stored they are: heartbeats bring what was not announced
            logger.exception("Messages were stored and could not be announced")


async def _stored(group: list[Waiting], number: int) -> dict[int, Record]:
    statement = statement_for(*{one.values["shop"] for one in group})
    text, values = statement.of([one.values for one in group])
    async with lane(number).connection() as conn:
        rows = await (await conn.execute(text, values)).fetchall()
    return {row["place"]: row for row in rows}


def _tell(one: Waiting, stored: Record | None) -> None:
    if not one.outcome.done():
        one.outcome.set_result(stored)


def _announce(group: list[Waiting], found: dict[int, Record]) -> None:
    events: defaultdict[int, list[Event]] = defaultdict(list)
    for place, stored in found.items():
        values = group[place].values
        if stored["fresh"]:
            events[values["shop"]] += events_of(values, stored)
            learn(values["shop"], heard=stored["owed"])
            count("message_stored", 1, values["side"], "fast")
    if any(stored["owed"] for stored in found.values()):
        nudge()
    hub = hubs.running()
    for shop_id, news in events.items():
        parcel = pack(shop_id, news, origin=hubs.ORIGIN)
        if hub is not None:
            hub.announce(parcel)
        else:
            send_out(parcel)
