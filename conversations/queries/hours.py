"""Whether the shop is open, for the sockets.

Every buyer's hello says it, so what was computed is kept until the words no longer hold. It is
kept under the very values that it was computed from, which each socket reads from the database:
a rule that changes, in whatever process, finds nothing kept and is computed.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from helpdesk.accounts.hours_value import hours_in
from helpdesk.accounts.hours_words import hours_now
from helpdesk.kernel.clock import iso, now
from helpdesk.realtime.shapes import HoursShape

Record = Mapping[str, Any]

MOST_KEPT = 2000

_kept: OrderedDict[Hashable, tuple[datetime, datetime, HoursShape]] = OrderedDict()
"""From and until when each holds."""


async def shop_clock(conn: AsyncConnection[DictRow], shop_id: int) -> Record:
    """``time_zone`` and ``business_day_cut`` of a shop."""
    sql = "SELECT time_zone, business_day_cut FROM accounts_shop WHERE id = %s"
    found = await (await conn.execute(sql, (shop_id,))).fetchone()
    assert found is not None  # a shop is never deleted
    return found


def hours_shape(clock: Record, policies: Mapping[str, Any]) -> HoursShape:
    """How it stands now, in the reader's language, by the shop's clock."""
    moment, key = now(), _everything_it_hangs_on(clock, policies)
    kept = _kept.get(key)
    if kept is not None and kept[0] <= moment < kept[1]:
        return kept[2]
    hours = hours_in(
        policies, time_zone=clock["time_zone"], business_day_cut=clock["business_day_cut"]
    )
    told = hours_now(hours, moment)
    shape: HoursShape = {"open": told.is_open, "words": told.words, "until": iso(told.until)}
    _kept[key] = (moment, told.until, shape)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return shape


def _everything_it_hangs_on(clock: Record, policies: Mapping[str, Any]) -> Hashable:
    return (
        clock["time_zone"],
        clock["business_day_cut"],
        repr(policies["shop.business_hours"]),
        repr(policies["shop.holidays"]),
        get_language(),
    )
