"""The list looked at through a lens: what is put off, what carries a tag.

Each page is at most 50 rows. A browser then keeps them right by the rows themselves.
"""

from typing import Any

from conversations.queries.lists import PAGE_LENGTH, Connection, cursor_of, place_of, shown_rows
from conversations.queries.rows import OWNER_NAME, ROW_JOINS, SHOWN_COLUMNS, shown_row
from helpdesk.realtime.inside_commands import Lens

_ORDER = f"""AND (c.last_at, c.id) < (%(moment)s, %(id)s)
    ORDER BY c.last_at DESC, c.id DESC LIMIT {PAGE_LENGTH}"""

LATER_SQL = f"""SELECT {SHOWN_COLUMNS}, {OWNER_NAME} AS owner_name
    FROM conversations_conversation c {ROW_JOINS}
    WHERE c.shop_id = %(shop)s AND (c.snoozed_until IS NOT NULL OR c.woken_at IS NOT NULL)
    {_ORDER}"""

TAGGED_SQL = f"""SELECT {SHOWN_COLUMNS}, {OWNER_NAME} AS owner_name
    FROM conversations_conversationtag t
    JOIN conversations_conversation c ON c.shop_id = t.shop_id AND c.id = t.conversation_id
    {ROW_JOINS}
    WHERE t.shop_id = %(shop)s AND t.tag_id = %(tag)s {_ORDER}"""

SQL: dict[Lens, str] = {"later": LATER_SQL, "tagged": TAGGED_SQL}


async def lens_page(
    conn: Connection, *, shop_id: int, lens: Lens, tag: int, cursor: str | None
) -> dict[str, Any]:
    """A page of rows, newest first, and the cursor of the ``next`` one, null at the end."""
    place = place_of(cursor, "all", "list.look")
    keys: dict[str, Any] = {"shop": shop_id, "tag": tag}
    keys |= {"moment": place[0], "id": place[1]}
    found = await shown_rows(conn, SQL[lens], keys)
    return {
        "lens": lens,
        "rows": [shown_row(values) for values in found],
        "next": cursor_of("all", found[-1]) if len(found) == PAGE_LENGTH else None,
    }
