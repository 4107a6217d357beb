"""What a desk needs to know of its own person, on the sockets' connection."""

from collections.abc import Mapping
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from helpdesk.kernel.clock import iso
from helpdesk.realtime.shapes import MyPlaceShape
from helpdesk.team.policy_rules import CAPACITY

MY_PLACE_SQL = """
SELECT p.state, p.since, p.until, p.capacity, k.until AS peak_until
FROM accounts_membership m
LEFT JOIN team_presence p ON p.shop_id = m.shop_id AND p.member_id = m.id
LEFT JOIN team_peakmode k ON k.shop_id = m.shop_id AND k.ended_at IS NULL AND k.until > now()
WHERE m.shop_id = %(shop)s AND m.id = %(member)s
"""


async def my_place(
    conn: AsyncConnection[DictRow], *, shop_id: int, member_id: int, policies: Mapping[str, Any]
) -> MyPlaceShape:
    """State, capacity (own, normal, at peak times) and until when peak mode runs."""
    values = {"shop": shop_id, "member": member_id}
    row = await (await conn.execute(MY_PLACE_SQL, values)).fetchone() or {}
    until, peak = row.get("until"), row.get("peak_until")
    return {
        "state": row.get("state") or "away",
        "until": iso(until) if until else None,
        "capacity": row.get("capacity"),
        "normal": policies[CAPACITY]["normal"],
        "peak": policies[CAPACITY]["peak"],
        "peak_until": iso(peak) if peak else None,
    }
