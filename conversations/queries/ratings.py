"""Ratings: the one a buyer is asked for now, and those beside earlier receptions."""

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.models import Rating
from conversations.queries.rows import Record
from helpdesk.kernel.clock import iso
from helpdesk.realtime.shapes import RatingShape

# The latest reception alone: whoever has begun another is not asked about the one before.
ASKED_SQL = """
SELECT r.session_number, r.member_name, r.expires_at, r.score, r.comment
FROM conversations_conversation c
JOIN conversations_rating r ON r.shop_id = c.shop_id AND r.conversation_id = c.id
    AND r.session_number = c.session_number
WHERE c.shop_id = %(shop)s AND c.id = %(conversation)s AND c.state = 'finished'
    AND r.score IS NULL AND r.declined_at IS NULL AND r.expires_at > now()"""


def rating_shape(rating: Rating | Record) -> RatingShape:
    """As the wire carries it, to either side."""
    record: Any = rating.__dict__ if isinstance(rating, Rating) else rating
    return {
        "session": record["session_number"],
        "agent": record["member_name"] or None,
        "expires_at": iso(record["expires_at"]),
        "score": record["score"],
        "comment": record["comment"],
    }


async def asked_rating(
    conn: AsyncConnection[DictRow], *, shop_id: int, conversation_id: int
) -> RatingShape | None:
    """What the buyer of this thread is asked now, if anything."""
    keys = {"shop": shop_id, "conversation": conversation_id}
    record = await (await conn.execute(ASKED_SQL, keys)).fetchone()
    return None if record is None else rating_shape(record)


def ratings_of(shop_id: int, conversation_id: int) -> dict[int, Rating]:
    """By session number: what the panel shows."""
    rows = Rating.objects.filter(shop_id=shop_id, conversation_id=conversation_id)
    return {row.session_number: row for row in rows}
