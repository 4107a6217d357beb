"""Which skills several waiting chats ask for: as `queries/routing.py: needs_of`, in one go."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection

from conversations.models import ChatSession
from conversations.models.page_look import KEPT_DAYS
from conversations.queries.routing import WORDS_READ
from conversations.routing.needs import SkillRule, needed_skills
from helpdesk.kernel.clock import now
from helpdesk.team.queries.places import skills_of

WORDS_SQL = f"""
SELECT q.id, string_agg(e.text, E'\\n' ORDER BY e.seq)
FROM unnest(%(threads)s::bigint[], %(first)s::int[]) AS q (id, first)
CROSS JOIN LATERAL (
    SELECT seq, text FROM conversations_entry
    WHERE shop_id = %(shop)s AND conversation_id = q.id AND seq >= q.first
      AND kind = 'message' AND side = 'buyer' AND NOT recalled
    ORDER BY seq LIMIT {WORDS_READ}
) AS e GROUP BY q.id
"""

KINDS_SQL = """
SELECT c.id, p.kind FROM conversations_conversation c
CROSS JOIN LATERAL (
    SELECT product FROM conversations_pagelook
    WHERE shop_id = c.shop_id AND buyer_id = c.buyer_id AND at >= %(since)s AND product <> ''
    ORDER BY at DESC LIMIT 1
) AS look
CROSS JOIN LATERAL (
    SELECT kind FROM commerce_product WHERE shop_id = c.shop_id AND name = look.product LIMIT 1
) AS p
WHERE c.shop_id = %(shop)s AND c.id = ANY(%(threads)s)
"""

Needs = tuple[tuple[int, str], ...]


def needs_of_queue(shop_id: int, sessions: Sequence[ChatSession]) -> dict[int, Needs]:
    """By conversation; the sessions come with conversation and buyer. At most three queries."""
    rules = [
        SkillRule(row.pk, row.name, tuple(row.words), tuple(row.platforms), tuple(row.kinds))
        for row in sorted(skills_of(shop_id), key=lambda row: row.pk)
    ]
    if not rules or not sessions:
        return {}
    keys: dict[str, Any] = {
        "shop": shop_id,
        "threads": [one.conversation_id for one in sessions],
        "first": [one.first_seq for one in sessions],
        "since": now() - timedelta(days=KEPT_DAYS),
    }
    words = _pairs(WORDS_SQL, keys)
    kinds = _pairs(KINDS_SQL, keys) if any(rule.kinds for rule in rules) else {}
    return {
        one.conversation_id: needed_skills(
            rules,
            words=words.get(one.conversation_id, ""),
            platform=one.conversation.buyer.platform,
            kind=kinds.get(one.conversation_id, ""),
        )
        for one in sessions
    }


def _pairs(sql: str, keys: dict[str, Any]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return dict(cursor.fetchall())
