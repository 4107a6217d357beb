"""Stretches of a thread: the newest, what came after, what came before."""

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.errors import ConversationNotFound
from conversations.file_bodies import on_the_wire
from conversations.models import Entry
from conversations.queries.rows import (
    POSITION_COLUMNS,
    ROW_COLUMNS,
    ROW_JOINS,
    Record,
    positions_shape,
    session_shape,
)
from conversations.quotes import QUOTED_COLUMN, quote_shape
from helpdesk.kernel.clock import iso
from helpdesk.realtime.commands import MAX_COUNT
from helpdesk.realtime.shapes import EntryShape, ThreadShape

FILL_LIMIT = 200
PAGE_LENGTH = 50

ENTRY_COLUMNS = f"""e.shop_id, e.conversation_id, e.seq, e.kind, e.side, e.author_id, e.author_name,
    e.text, e.card, e.client_id, e.target, e.recalled, e.session_number, e.at, {QUOTED_COLUMN}"""

HEAD_SQL = f"""SELECT {ROW_COLUMNS}, {POSITION_COLUMNS}
    FROM conversations_conversation c {ROW_JOINS}
    WHERE c.shop_id = %(shop)s AND c.id = %(conversation)s"""

AFTER_SQL = f"""SELECT {ENTRY_COLUMNS} FROM conversations_entry e
    WHERE e.shop_id = %(shop)s AND e.conversation_id = %(conversation)s AND e.seq > %(after)s
    ORDER BY e.seq LIMIT {FILL_LIMIT}"""

BEFORE_SQL = f"""SELECT {ENTRY_COLUMNS} FROM conversations_entry e
    WHERE e.shop_id = %(shop)s AND e.conversation_id = %(conversation)s AND e.seq < %(before)s
    ORDER BY e.seq DESC LIMIT {PAGE_LENGTH}"""

Connection = AsyncConnection[DictRow]


def entry_shape(record: Record, *, for_buyer: bool = False) -> EntryShape:
    """An entry as the wire carries it, from a record with ENTRY_COLUMNS."""
    return {
        "seq": record["seq"],
        "kind": record["kind"],
        "side": record["side"],
        "author": record["author_name"],
        "author_id": None if for_buyer else record["author_id"],
        "text": record["text"],
        "card": on_the_wire(
            record["kind"],
            record["card"],
            shop_id=record["shop_id"],
            conversation_id=record["conversation_id"],
        ),
        "at": iso(record["at"]),
        "session": record["session_number"],
        "client_id": str(record["client_id"]),
        "target": record["target"],
        "quote": quote_shape(record.get("quoted")),
        "recalled": record["recalled"],
    }


def entry_shape_of(entry: Entry) -> EntryShape:
    """The same from a model, of an entry that quotes nothing."""
    return entry_shape(entry.__dict__)


async def head(conn: Connection, *, shop_id: int, conversation_id: int) -> Record:
    """Row and positions of a thread, or ConversationNotFound."""
    keys = {"shop": shop_id, "conversation": conversation_id}
    record = await (await conn.execute(HEAD_SQL, keys)).fetchone()
    if record is None:
        raise ConversationNotFound()
    return record


async def after(
    conn: Connection, *, shop_id: int, conversation_id: int, seq: int, for_buyer: bool
) -> list[EntryShape]:
    """At most FILL_LIMIT entries behind ``seq``, ascending."""
    keys = {"shop": shop_id, "conversation": conversation_id, "after": seq}
    cursor = await conn.execute(AFTER_SQL, keys)
    return [entry_shape(record, for_buyer=for_buyer) for record in await cursor.fetchall()]


async def before(
    conn: Connection, *, shop_id: int, conversation_id: int, seq: int, for_buyer: bool
) -> list[EntryShape]:
    """At most PAGE_LENGTH entries before ``seq``, ascending; see `history` for strangers."""
    keys = {"shop": shop_id, "conversation": conversation_id, "before": seq}
    cursor = await conn.execute(BEFORE_SQL, keys)
    found = [entry_shape(record, for_buyer=for_buyer) for record in await cursor.fetchall()]
    return found[::-1]


async def history(
    conn: Connection, *, shop_id: int, conversation_id: int, seq: int, for_buyer: bool
) -> dict[str, Any]:
    """A page of older entries, or ConversationNotFound."""
    await head(conn, shop_id=shop_id, conversation_id=conversation_id)
    found = await before(
        conn, shop_id=shop_id, conversation_id=conversation_id, seq=seq, for_buyer=for_buyer
    )
    return {"entries": found, "first": found[0]["seq"] if found else 0}


async def fill(
    conn: Connection, *, shop_id: int, conversation_id: int, seq: int, for_buyer: bool
) -> dict[str, Any]:
    """The answer to a gap. ``last`` is read first, so ``through`` can only be at or beyond it
    when nothing is missing."""
    record = await head(conn, shop_id=shop_id, conversation_id=conversation_id)
    entries = await after(
        conn, shop_id=shop_id, conversation_id=conversation_id, seq=seq, for_buyer=for_buyer
    )
    through = entries[-1]["seq"] if entries else min(seq, record["last_seq"])
    return {"entries": entries, "through": through, "last": max(record["last_seq"], through)}


async def thread(
    conn: Connection, *, shop_id: int, conversation_id: int, seq: int, for_buyer: bool
) -> tuple[Record, ThreadShape]:
    """The thread from the cursor ``seq`` on (0: the newest page), with its head."""
    record = await head(conn, shop_id=shop_id, conversation_id=conversation_id)
    last = record["last_seq"]
    newest = not (0 < seq <= last and last - seq <= FILL_LIMIT)
    read, place = (before, MAX_COUNT) if newest else (after, seq)
    entries = await read(
        conn,
        shop_id=shop_id,
        conversation_id=conversation_id,
        seq=place,
        for_buyer=for_buyer,
    )
    first = entries[0]["seq"] if entries else min(seq + 1, last)
    through = entries[-1]["seq"] if entries else last
    session = session_shape(record)
    if session is not None and for_buyer and session["agent"] is not None:
        session = {**session, "agent": {"id": None, "name": session["agent"]["name"]}}
    return record, {
        "entries": entries,
        "through": through,
        "last": max(last, through),
        "first": first,
        "session": session,
        "positions": positions_shape(record),
    }


EMPTY_THREAD: ThreadShape = {
    "entries": [],
    "through": 0,
    "last": 0,
    "first": 0,
    "session": None,
    "positions": {"buyer": {"delivered": 0, "read": 0}, "shop": {"delivered": 0, "read": 0}},
}
