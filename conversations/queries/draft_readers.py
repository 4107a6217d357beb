"""Who sees what a buyer is writing; asked anew each time, so a rule switched off holds at once."""

from dataclasses import dataclass

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.policy_rules import SHOW_DRAFT
from helpdesk.accounts.policies import rule
from helpdesk.kernel.clock import now

READERS_SQL = """
SELECT c.state, c.owner_id, (
    SELECT value FROM accounts_policy p
    WHERE p.shop_id = c.shop_id AND p.name = %(rule)s AND p.effective_from <= %(at)s
    ORDER BY p.effective_from DESC, p.id DESC LIMIT 1
) AS shows
FROM conversations_conversation c
WHERE c.shop_id = %(shop)s AND c.id = %(conversation)s AND NOT c.blocked"""


@dataclass(frozen=True, slots=True)
class Readers:
    """The holder, if there is one, and those who oversee, while they have the thread open."""

    shop_id: int
    conversation: int
    holder: int | None


async def draft_readers(
    conn: AsyncConnection[DictRow], *, shop_id: int, conversation_id: int
) -> Readers | None:
    """None where the shop's rule is off or the buyer is blocked: nobody."""
    values = {"shop": shop_id, "conversation": conversation_id, "rule": SHOW_DRAFT, "at": now()}
    found = await (await conn.execute(READERS_SQL, values)).fetchone()
    if found is None:
        return None
    shows = rule(SHOW_DRAFT).preset if found["shows"] is None else found["shows"]
    holder = found["owner_id"] if found["state"] == "active" else None
    return Readers(shop_id, conversation_id, holder) if shows else None
