"""Angry buyers of the open receptions whom no supervisor has looked at yet."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from conversations.floor.anger import pieces_of
from conversations.floor.lexicon import REASONS
from helpdesk.kernel.text import listed

SHOWN, EXCERPT = 30, 120

ANGRY_SQL = f"""
SELECT o.conversation_id, b.name, b.platform,
    COALESCE(NULLIF(m.alias, ''), NULLIF(u.display_name, ''), u.username),
    c.unanswered_since, o.times, o.found, o.at, e.text
FROM (
    SELECT DISTINCT ON (conversation_id) conversation_id, session_number, seq, found, at,
        count(*) OVER (PARTITION BY conversation_id) AS times
    FROM conversations_outcry WHERE shop_id = %(shop)s AND seen_at IS NULL
    ORDER BY conversation_id, seq DESC
) AS o
JOIN conversations_conversation c ON c.shop_id = %(shop)s AND c.id = o.conversation_id
    AND c.state <> 'finished' AND c.session_number = o.session_number
JOIN conversations_entry e ON e.shop_id = %(shop)s AND e.conversation_id = o.conversation_id
    AND e.seq = o.seq AND NOT e.recalled
JOIN commerce_buyer b ON b.id = c.buyer_id
LEFT JOIN accounts_membership m ON m.id = c.owner_id
LEFT JOIN accounts_user u ON u.id = m.user_id
ORDER BY o.at DESC LIMIT {SHOWN}
"""


@dataclass(frozen=True, slots=True)
class Angry:
    """One line: what was said last, which words told it, how often in this reception."""

    conversation: int
    buyer: str
    platform: str
    owner: str
    waiting_since: datetime | None
    times: int
    reason: str
    words: str
    pieces: list[tuple[str, bool]]
    at: datetime


def angry_of(shop_id: int) -> list[Angry]:
    """The newest first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(ANGRY_SQL, {"shop": shop_id})
        return [_line(row) for row in cursor.fetchall()]


def _line(row: tuple[Any, ...]) -> Angry:
    conversation, buyer, platform, owner, waiting, times, stored, at, text = row
    found = json.loads(stored) if isinstance(stored, str) else stored
    return Angry(
        conversation=conversation,
        buyer=buyer,
        platform=platform,
        owner=owner or "",
        waiting_since=waiting,
        times=times,
        reason=listed(dict.fromkeys(str(REASONS[one["reason"]]) for one in found)),
        words=listed(dict.fromkeys(f"“{one['word']}”" for one in found)),
        pieces=_excerpt(pieces_of(text, found)),
        at=at,
    )


def _excerpt(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Around the first word, where the message is long."""
    if sum(len(text) for text, _ in pieces) <= EXCERPT:
        return pieces
    kept: list[tuple[str, bool]] = []
    left = EXCERPT
    for text, is_word in pieces:
        if not kept and not is_word and len(text) > EXCERPT // 3:
            text = "…" + text[-EXCERPT // 3 :]
        kept.append((text[:left], is_word))
        left -= len(text)
        if left <= 0:
            kept.append(("…", False))
            break
    return kept
