"""Whether the shop is open, for the sockets."""

from collections.abc import Mapping
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from helpdesk.accounts.hours_value import hours_in
from helpdesk.accounts.hours_words import hours_now
from helpdesk.kernel.clock import iso, now
from helpdesk.realtime.shapes import HoursShape

Record = Mapping[str, Any]


async def shop_clock(conn: AsyncConnection[DictRow], shop_id: int) -> Record:
    """``time_zone`` and ``business_day_cut`` of a shop."""
    sql = "SELECT time_zone, business_day_cut FROM accounts_shop WHERE id = %s"
    found = await (await conn.execute(sql, (shop_id,))).fetchone()
    assert found is not None  # a shop is never deleted
    return found


def hours_shape(clock: Record, policies: Mapping[str, Any]) -> HoursShape:
    """How it stands now, in the reader's language, by the shop's clock."""
    hours = hours_in(
        policies, time_zone=clock["time_zone"], business_day_cut=clock["business_day_cut"]
    )
    told = hours_now(hours, now())
    return {"open": told.is_open, "words": told.words, "until": iso(told.until)}
