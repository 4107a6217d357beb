"""The desk's list: pages of it, and the digest that tells whether a screen still agrees."""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow, tuple_row

from conversations.queries.rows import (
    OWNER_NAME,
    ROW_JOINS,
    SHOWN,
    SHOWN_COLUMNS,
    shown_row,
)
from conversations.speaker import Speaker
from helpdesk.realtime.commands import BadField
from helpdesk.realtime.shapes import DigestShape, RowShape, Tab

PAGE_LENGTH = 50
WAITING_LENGTH = 200
COUNT_LIMIT = 1000

_SELECT = f"""SELECT {SHOWN_COLUMNS}, {OWNER_NAME} AS owner_name
    FROM conversations_conversation c {ROW_JOINS}"""

WAITING_SQL = f"""{_SELECT}
    WHERE c.shop_id = %(shop)s AND c.unanswered_since IS NOT NULL AND c.snoozed_until IS NULL
      AND (c.unanswered_since, c.id) > (%(moment)s, %(id)s)
    ORDER BY c.unanswered_since, c.id LIMIT {WAITING_LENGTH}"""

# Whoever asks holds every chat of the page, and knows their own name.
MINE_SQL = f"""SELECT {SHOWN_COLUMNS}, %(name)s::text AS owner_name
    FROM conversations_conversation c
    WHERE c.shop_id = %(shop)s AND c.state = 'active' AND c.owner_id = %(member)s
      AND (c.last_at, c.id) < (%(moment)s, %(id)s)
    ORDER BY c.last_at DESC, c.id DESC LIMIT {PAGE_LENGTH}"""

NEWEST_SQL = f"""{_SELECT}
    WHERE c.shop_id = %(shop)s AND (c.last_at, c.id) < (%(moment)s, %(id)s)
      AND c.last_seq > 0
    ORDER BY c.last_at DESC, c.id DESC LIMIT {PAGE_LENGTH}"""

DIGEST_SQL = f"""
SELECT
    count(*) FILTER (WHERE unanswered_since IS NOT NULL AND snoozed_until IS NULL) AS waiting,
    count(*) FILTER (WHERE state = 'active' AND owner_id = %(member)s) AS mine,
    COALESCE(sum(version), 0) AS checksum,
    (SELECT count(*) FROM (SELECT FROM conversations_conversation
        WHERE shop_id = %(shop)s AND last_seq > 0 LIMIT {COUNT_LIMIT}) AS counted) AS total
FROM conversations_conversation WHERE shop_id = %(shop)s AND state <> 'finished'"""

Connection = AsyncConnection[DictRow]
Values = tuple[Any, ...]
BEGINNING: tuple[str, int] = ("-infinity", 0)
END: tuple[str, int] = ("infinity", 2**63 - 1)


async def list_page(
    conn: Connection, *, speaker: Speaker, tab: Tab, cursor: str | None
) -> dict[str, Any]:
    """A page of a tab: ``rows`` and the cursor of the ``next`` one, null at the end.

    Page one of ``all`` also holds the waiting rows, which the desk shows on top.
    """
    place = place_of(cursor, tab, "list.open")
    keys: dict[str, Any] = {"shop": speaker.shop_id, "member": speaker.member, "name": speaker.name}
    keys |= {"moment": place[0], "id": place[1]}
    sql = {"waiting": WAITING_SQL, "mine": MINE_SQL, "all": NEWEST_SQL}[tab]
    found = await shown_rows(conn, sql, keys)
    limit = WAITING_LENGTH if tab == "waiting" else PAGE_LENGTH
    following = cursor_of(tab, found[-1]) if len(found) == limit else None
    rows = {values[0]: shown_row(values) for values in found}
    if tab == "all" and cursor is None:
        first = {**keys, "moment": BEGINNING[0], "id": BEGINNING[1]}
        waiting = await shown_rows(conn, WAITING_SQL, first)
        rows |= {values[0]: shown_row(values) for values in waiting}
    return {
        "tab": tab,
        "rows": list(rows.values()),
        "next": following,
        "digest": await digest(conn, shop_id=speaker.shop_id, member_id=speaker.member),
    }


async def shown_rows(conn: Connection, sql: str, keys: Mapping[str, Any]) -> list[Values]:
    """What `shown_row` takes, row by row, by a statement with SHOWN_COLUMNS. Bare values in
    Postgres's own form: dictionaries read from text cost a page half as much again."""
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    return await (await cursor.execute(sql, keys)).fetchall()


async def row_of(conn: Connection, *, shop_id: int, conversation_id: int) -> RowShape | None:
    """One line of the list; None for another shop's."""
    sql = f"{_SELECT} WHERE c.shop_id = %(shop)s AND c.id = %(id)s"
    found = await shown_rows(conn, sql, {"shop": shop_id, "id": conversation_id})
    return shown_row(found[0]) if found else None


async def digest(conn: Connection, *, shop_id: int, member_id: int) -> DigestShape:
    """Counts of the tabs, and a checksum over the open rows."""
    keys = {"shop": shop_id, "member": member_id}
    record = await (await conn.execute(DIGEST_SQL, keys)).fetchone()
    assert record is not None
    return {
        "waiting": record["waiting"],
        "mine": record["mine"],
        "all": record["total"],
        "checksum": str(record["checksum"]),
    }


def cursor_of(tab: Tab, values: Values) -> str:
    """Where the page after this row begins."""
    moment: datetime = values[SHOWN.index("unanswered_since" if tab == "waiting" else "last_at")]
    body = json.dumps([moment.isoformat(), values[0]])
    return base64.urlsafe_b64encode(body.encode()).decode()


def place_of(cursor: str | None, tab: Tab, command: str) -> tuple[str, int]:
    """The place that a cursor names, the beginning without one; BadField for none of ours."""
    if cursor is None:
        return BEGINNING if tab == "waiting" else END
    try:
        moment, number = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        place = datetime.fromisoformat(moment).astimezone(UTC).isoformat(), int(number)
        if not 0 <= place[1] < 2**63:
            raise ValueError(number)
        return place
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        raise BadField(command=command, field="cursor", wanted="next") from None
