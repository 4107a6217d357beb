"""Angry buyers of the open receptions whom no supervisor has looked at yet."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from conversations.floor.anger import pieces_of
from conversations.floor.lexicon import REASONS
from helpdesk.kernel.text import listed, quoted

SHOWN, EXCERPT = 30, 120

ANGRY_SQL = f"""
SELECT o.conversation_id, b.name, b.platform,
    COALESCE(NULLIF(m.alias, ''), NULLIF(u.display_name, ''), u.username),
    o.unanswered_since, o.times, o.found, o.at, o.text
FROM (
    SELECT DISTINCT ON (said.conversation_id) said.conversation_id, said.found, said.at, e.text,
        c.buyer_id, c.owner_id, c.unanswered_since,
        count(*) OVER (PARTITION BY said.conversation_id) AS times
    FROM conversations_outcry said
    JOIN conversations_conversation c ON c.shop_id = %(shop)s AND c.id = said.conversation_id
        AND c.state <> 'finished' AND c.session_number = said.session_number
    JOIN conversations_entry e ON e.shop_id = %(shop)s AND e.seq = said.seq
        AND e.conversation_id = said.conversation_id AND NOT e.recalled
    WHERE said.shop_id = %(shop)s AND said.seen_at IS NULL
    ORDER BY said.conversation_id, said.seq DESC
) AS o
JOIN commerce_buyer b ON b.id = o.buyer_id
LEFT JOIN accounts_membership m ON m.id = o.owner_id
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
        words=listed(dict.fromkeys(quoted(one["word"]) for one in found)),
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
