"""Positions: how far a side has received and seen a thread."""

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.models import SPOKEN
from conversations.queries.entries import HEAD_SQL, head
from conversations.queries.rows import positions_shape, row_shape
from conversations.speaker import Speaker
from helpdesk.kernel.database import pool
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.events import ConversationChanged, Event, PositionMoved
from helpdesk.realtime.parcel import pack

MOVE_SQL = """
INSERT INTO conversations_participant AS p
    (shop_id, conversation_id, member_id, delivered_seq, read_seq)
SELECT shop_id, id, %(member)s, LEAST(GREATEST(%(delivered)s, %(read)s), last_seq),
    LEAST(%(read)s, last_seq)
FROM conversations_conversation WHERE shop_id = %(shop)s AND id = %(conversation)s
    AND (%(member)s::bigint IS NULL OR owner_id IS NULL OR owner_id = %(member)s
         OR state = 'finished')
ON CONFLICT (shop_id, conversation_id, member_id) DO UPDATE SET
    delivered_seq = GREATEST(p.delivered_seq, excluded.delivered_seq),
    read_seq = GREATEST(p.read_seq, excluded.read_seq)
WHERE p.delivered_seq < excluded.delivered_seq OR p.read_seq < excluded.read_seq
RETURNING delivered_seq, read_seq
"""

LOCK_UNREAD_SQL = """
SELECT id FROM conversations_conversation
WHERE shop_id = %(shop)s AND id = %(conversation)s AND unread > 0 FOR NO KEY UPDATE
"""

UNREAD_SQL = """
UPDATE conversations_conversation c SET version = nextval('conversations_version'), unread = (
    SELECT count(*) FROM conversations_entry e
    WHERE e.shop_id = c.shop_id AND e.conversation_id = c.id
      AND e.session_number = c.session_number
      AND e.side = 'buyer' AND e.kind = ANY(%(spoken)s) AND NOT e.recalled
      AND e.seq > (SELECT max(p.read_seq) FROM conversations_participant p
        WHERE p.shop_id = c.shop_id AND p.conversation_id = c.id AND p.member_id IS NOT NULL)
      AND e.seq > COALESCE((SELECT max(a.seq) FROM conversations_entry a
        WHERE a.shop_id = c.shop_id AND a.conversation_id = c.id AND a.side = 'agent'
          AND a.kind = ANY(%(spoken)s) AND NOT a.recalled), 0))
WHERE shop_id = %(shop)s AND id = %(conversation)s
"""


async def report_position(
    *, speaker: Speaker, conversation_id: int, delivered: int, read: int
) -> None:
    """Move a participant's position forward, never back and never past the thread's end.

    What an agent has seen is unread no more. A colleague who looks on while another holds the
    chat moves nothing: to the buyer, only who serves them has read. Announced only when
    something moved. Raises ConversationNotFound for a thread that is not this shop's.
    """
    values = {
        "shop": speaker.shop_id,
        "conversation": conversation_id,
        "member": speaker.member_id,
        "delivered": delivered,
        "read": read,
    }
    async with pool().connection() as conn:
        moved = await (await conn.execute(MOVE_SQL, values)).fetchone()
        if moved is None:
            await head(conn, shop_id=speaker.shop_id, conversation_id=conversation_id)
            return
        seen = False
        if speaker.is_agent and moved["read_seq"]:
            seen = await _mark_seen(conn, values)
        record = await (await conn.execute(HEAD_SQL, values)).fetchone()
    if record is None:
        return
    positions = positions_shape(record)
    events: list[Event] = [PositionMoved(conversation=conversation_id, positions=positions)]
    if seen:
        events.append(ConversationChanged(row=row_shape(record)))
    hub = hubs.running()
    if hub is not None:
        hub.announce(pack(speaker.shop_id, events, origin=hubs.ORIGIN))


async def _mark_seen(conn: AsyncConnection[DictRow], values: dict[str, Any]) -> bool:
    """Two statements: the count must be taken after the row is held, or it may be stale."""
    async with conn.transaction():
        if await (await conn.execute(LOCK_UNREAD_SQL, values)).fetchone() is None:
            return False
        await conn.execute(UNREAD_SQL, {**values, "spoken": list(SPOKEN)})
    return True
