"""Notes of a thread, and where a colleague is named. Only the desk's consumer reads these."""

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.errors import ConversationNotFound
from conversations.models import Note
from conversations.queries.rows import Record
from conversations.speaker import Speaker
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import iso
from helpdesk.kernel.text import preview
from helpdesk.realtime.inside_shapes import WhisperedTo
from helpdesk.realtime.shapes import MentionShape, NoteShape

FILL_LIMIT = 200
MENTIONS_SHOWN = 50

FILL_SQL = f"""
SELECT n.number, n.change, n.anchor, n.author_id, n.author_name, n.text, n.client_id, n.at,
    n.edited_at, n.deleted_at, n.to_id, n.to_name,
    EXISTS (SELECT FROM conversations_mention s
        WHERE s.shop_id = n.shop_id AND s.conversation_id = n.conversation_id
          AND s.note_number = n.number AND s.member_id = n.to_id AND s.seen_at IS NOT NULL)
        AS seen,
    ARRAY(SELECT m.member_id FROM conversations_mention m
        WHERE m.shop_id = n.shop_id AND m.conversation_id = n.conversation_id
          AND m.note_number = n.number ORDER BY m.member_id) AS mentions
FROM conversations_note n
WHERE n.shop_id = %(shop)s AND n.conversation_id = %(conversation)s AND n.change > %(after)s
  AND (n.to_id IS NULL OR n.to_id = %(member)s OR n.author_id = %(member)s OR %(oversees)s)
ORDER BY n.change LIMIT {FILL_LIMIT}"""

COUNT_SQL = """SELECT note_count FROM conversations_conversation
    WHERE shop_id = %(shop)s AND id = %(conversation)s"""

MENTIONS_SQL = f"""
SELECT m.conversation_id, m.note_number, m.at, m.seen_at, n.author_name, n.text,
    b.name AS buyer_name
FROM conversations_mention m
JOIN conversations_note n ON n.shop_id = m.shop_id AND n.conversation_id = m.conversation_id
    AND n.number = m.note_number
JOIN conversations_conversation c ON c.id = m.conversation_id AND c.shop_id = m.shop_id
JOIN commerce_buyer b ON b.id = c.buyer_id
WHERE m.shop_id = %(shop)s AND m.member_id = %(member)s AND n.deleted_at IS NULL
ORDER BY m.at DESC, m.id DESC LIMIT {MENTIONS_SHOWN}"""

UNSEEN_SQL = """
SELECT member_id, count(*) AS unseen FROM conversations_mention
WHERE shop_id = ANY(%(shops)s) AND member_id = ANY(%(members)s) AND seen_at IS NULL
GROUP BY member_id"""

Connection = AsyncConnection[DictRow]


def note_shape(record: Record) -> NoteShape:
    """A note as the desk's wire carries it, from a record of FILL_SQL."""
    return {
        "number": record["number"],
        "change": record["change"],
        "anchor": record["anchor"],
        "author": record["author_name"],
        "author_id": record["author_id"],
        "text": record["text"],
        "at": iso(record["at"]),
        "edited": record["edited_at"] is not None,
        "deleted": record["deleted_at"] is not None,
        "client_id": str(record["client_id"]),
        "mentions": list(record["mentions"]),
        "to": _to(record),
    }


def note_shape_of(note: Note, mentions: list[int], *, seen: bool = False) -> NoteShape:
    """The same from a model."""
    return note_shape({**note.__dict__, "mentions": sorted(mentions), "seen": seen})


async def fill_notes(
    conn: Connection, *, reader: Speaker, conversation_id: int, after: int
) -> dict[str, Any]:
    """At most 200 notes that became different after a change, oldest change first; the cursor
    becomes ``through``, and nothing is missing once that is ``last``. Whispers are left out but
    for those whom they are from or to, and those who oversee. ConversationNotFound."""
    keys = {
        "shop": reader.shop_id,
        "conversation": conversation_id,
        "after": after,
        "member": reader.member_id,
        "oversees": allows(str(reader.role), "floor.oversee"),
    }
    head = await (await conn.execute(COUNT_SQL, keys)).fetchone()
    if head is None:
        raise ConversationNotFound()
    found = await (await conn.execute(FILL_SQL, keys)).fetchall()
    through = found[-1]["change"] if found else min(after, head["note_count"])
    if len(found) < FILL_LIMIT:
        through = max(through, head["note_count"])
    return {
        "notes": [note_shape(record) for record in found],
        "through": through,
        "last": max(through, head["note_count"]),
    }


def _to(record: Record) -> WhisperedTo | None:
    if record["to_id"] is None:
        return None
    return {"id": record["to_id"], "name": record["to_name"], "seen": record["seen"]}


async def mentions_of(conn: Connection, *, shop_id: int, member_id: int) -> list[MentionShape]:
    """The newest notes that name a colleague, newest first."""
    keys = {"shop": shop_id, "member": member_id}
    found = await (await conn.execute(MENTIONS_SQL, keys)).fetchall()
    return [
        {
            "conversation": record["conversation_id"],
            "buyer": record["buyer_name"],
            "number": record["note_number"],
            "author": record["author_name"],
            "text": preview(record["text"]),
            "at": iso(record["at"]),
            "seen": record["seen_at"] is not None,
        }
        for record in found
    ]


async def unseen_mentions(
    conn: Connection, *, shops: set[int], members: set[int]
) -> dict[int, int]:
    """How often each of these members is named and has not seen it; nobody with none."""
    if not members:
        return {}
    cursor = await conn.execute(UNSEEN_SQL, {"shops": list(shops), "members": list(members)})
    return {record["member_id"]: record["unseen"] for record in await cursor.fetchall()}
