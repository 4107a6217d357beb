"""The chats behind a figure of the floor, and those of one colleague."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection

from conversations.queries.rows import ROW_JOINS

Which = Literal["open", "waiting", "queue"]
SHOWN = 200

OF_WHOM = {
    "open": "c.state <> 'finished'",
    "waiting": "c.unanswered_since IS NOT NULL AND c.snoozed_until IS NULL"
    " AND c.state <> 'finished'",
    "queue": "c.state = 'waiting'",
    "member": "c.state = 'active' AND c.owner_id = %(member)s",
}

_LIST_SQL = """
SELECT c.id AS conversation, c.buyer_name AS buyer, c.buyer_platform AS platform, c.last_text,
    c.last_side, c.state, c.snoozed_until,
    CASE WHEN c.snoozed_until IS NULL THEN c.unanswered_since END AS since,
    COALESCE(NULLIF(m.alias, ''), NULLIF(u.display_name, ''), u.username, '') AS owner,
    count(*) OVER () AS total
FROM conversations_conversation c {joins}
WHERE c.shop_id = %(shop)s AND {whom}
ORDER BY since NULLS LAST, c.last_at DESC, c.id LIMIT {limit}
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One chat; ``since`` is None where nobody waits for an answer."""

    conversation: int
    buyer: str
    platform: str
    last_text: str
    last_side: str
    state: str
    snoozed_until: datetime | None
    since: datetime | None
    owner: str


def chats_of(shop_id: int, which: Which) -> tuple[list[Listed], int]:
    """Who has waited longest on top, and how many there are in all; one query."""
    return _listed(OF_WHOM[which], {"shop": shop_id})


def chats_of_member(shop_id: int, member_id: int) -> tuple[list[Listed], int]:
    """The same of what one colleague has in hand."""
    return _listed(OF_WHOM["member"], {"shop": shop_id, "member": member_id})


def _listed(whom: str, keys: dict[str, Any]) -> tuple[list[Listed], int]:
    sql = _LIST_SQL.format(joins=ROW_JOINS, whom=whom, limit=SHOWN)
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        rows = cursor.fetchall()
    return [Listed(*row[:-1]) for row in rows], rows[0][-1] if rows else 0
