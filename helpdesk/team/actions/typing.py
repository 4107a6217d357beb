"""Somebody is writing an answer just now: the moment is kept, never the words.

Routing asks it before it takes an unanswered chat away, also when Redis is gone.
"""

from helpdesk.kernel.database import pool

TYPING_SQL = """
UPDATE team_presence SET typing_in = %(conversation)s, typing_at = statement_timestamp()
WHERE shop_id = %(shop)s AND member_id = %(member)s
"""


async def note_typing(*, shop_id: int, member_id: int, conversation_id: int) -> None:
    """Called at most every few seconds a person."""
    values = {"shop": shop_id, "member": member_id, "conversation": conversation_id}
    async with pool().connection() as conn:
        await conn.execute(TYPING_SQL, values)
