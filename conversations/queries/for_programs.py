"""Threads as programs read them: the sockets' own statements on Django's connection."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from conversations.errors import ConversationNotFound
from conversations.models import Conversation
from conversations.queries.entries import AFTER_SQL, BEFORE_SQL, HEAD_SQL, entry_shape
from conversations.queries.lists import (
    BEGINNING,
    END,
    MINE_SQL,
    NEWEST_SQL,
    PAGE_LENGTH,
    WAITING_LENGTH,
    WAITING_SQL,
)
from conversations.queries.rows import Record, positions_shape, row_shape
from conversations.speaker import Speaker
from helpdesk.kernel.drf.paging import Page, cursor_of, read_cursor
from helpdesk.realtime.shapes import EntryShape, Tab

JSONB = 3802
"""Postgres's number of the type, which Django's connection hands out as text."""

SQL: dict[Tab, tuple[str, str, int]] = {
    "waiting": (WAITING_SQL, "unanswered_since", WAITING_LENGTH),
    "mine": (MINE_SQL, "last_at", PAGE_LENGTH),
    "all": (NEWEST_SQL, "last_at", PAGE_LENGTH),
}
"""Of each tab: the statement, the column it goes by, how many rows it gives."""


def thread_of_buyer(*, shop_id: int, buyer_id: int) -> int:
    """The buyer's thread; 0 where they have none in this shop."""
    found = Conversation.objects.filter(shop_id=shop_id, buyer_id=buyer_id)
    return found.values_list("pk", flat=True).first() or 0


def rows_page(*, speaker: Speaker, tab: Tab, cursor: str | None) -> Page[Any]:
    """A page of a tab, as the desk shows it: waiting the longest first, else the newest."""
    sql, column, length = SQL[tab]
    first = BEGINNING if tab == "waiting" else END
    moment, number = first if cursor is None else read_cursor(cursor, tab)
    keys: dict[str, Any] = {"shop": speaker.shop_id, "member": speaker.member}
    keys |= {"name": speaker.name, "moment": moment, "id": number}
    found = _asked(sql, keys)
    following = None
    if len(found) == length:
        last: datetime = found[-1][column]
        following = cursor_of(tab, last.isoformat(), found[-1]["id"])
    return Page([row_shape(record) for record in found], following)


def thread_head(*, shop_id: int, conversation_id: int) -> Record:
    """Row and positions of a thread, or ConversationNotFound."""
    found = _asked(HEAD_SQL, {"shop": shop_id, "conversation": conversation_id})
    if not found:
        raise ConversationNotFound()
    return found[0]


def thread_shape(record: Record) -> dict[str, Any]:
    """The line of the list, with how far both sides have read."""
    return {**row_shape(record), "positions": positions_shape(record)}


def entries_page(
    *, shop_id: int, conversation_id: int, after: int | None, before: int | None
) -> list[EntryShape]:
    """What comes after a seq (the oldest first 200), or the last 50 before one; ascending."""
    keys = {"shop": shop_id, "conversation": conversation_id, "after": after, "before": before}
    if after is not None:
        return [entry_shape(record) for record in _asked(AFTER_SQL, keys)]
    return [entry_shape(record) for record in _asked(BEFORE_SQL, keys)][::-1]


def _asked(sql: str, keys: Mapping[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        columns = cursor.description or ()
        names = [column[0] for column in columns]
        json_columns = [column[0] for column in columns if column[1] == JSONB]
        records = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for record in records:
        for name in json_columns:
            record[name] = None if record[name] is None else json.loads(record[name])
    return records
