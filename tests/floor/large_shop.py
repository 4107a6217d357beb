"""A shop in the middle of a sale: open chats by the thousand, spread over many agents."""

from django.db import connection

from helpdesk.accounts.actions.membership import add_member
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.models import Role
from tests.cast import Cast
from tests.conversations.crowd import crowd
from tests.routing.people import at_work

# One of twenty waits in the queue, the others are in hands; every fifth waits for an answer.
OPEN_SQL = """
UPDATE conversations_conversation SET
    state = CASE WHEN mod(id, 20) = 0 THEN 'waiting' ELSE 'active' END,
    owner_id = CASE WHEN mod(id, 20) <> 0
        THEN (%(members)s::bigint[])[1 + mod(id, cardinality(%(members)s::bigint[]))] END,
    unanswered_since = CASE WHEN mod(id, 5) = 0 THEN last_at END
WHERE shop_id = %(shop)s
"""

SESSIONS_SQL = """
UPDATE conversations_chatsession s
SET state = c.state, owner_id = c.owner_id, finished_at = NULL
FROM conversations_conversation c WHERE c.id = s.conversation_id AND c.shop_id = %(shop)s
"""


def fill(cast: Cast, *, people: int, chats: int) -> None:
    """Mei is one of them."""
    crowd(shop_id=cast.shop.pk, owner_id=cast.mei.pk, count=chats, entries=10)
    members = [cast.mei]
    for number in range(people - 1):
        user = register_user(
            username=f"{cast.shop.slug}-{number}", display_name=f"客服{number}", password="x" * 12
        )
        members.append(add_member(actor=cast.lan.user, shop=cast.shop, user=user, role=Role.AGENT))
    at_work(*members)
    with connection.cursor() as cursor:
        keys = {"members": [member.pk for member in members], "shop": cast.shop.pk}
        for sql in (OPEN_SQL, SESSIONS_SQL):
            cursor.execute(sql, keys)
