"""What a message shows of the one it quotes: read anew each time, so a recall is never too late."""

from collections.abc import Mapping
from typing import Any

from helpdesk.realtime.shapes import QuoteShape

SHOWN_LENGTH = 60
_READ_LENGTH = SHOWN_LENGTH * 4

QUOTED_COLUMN = f"""CASE WHEN e.kind = 'message' AND e.target IS NOT NULL THEN (
        SELECT jsonb_build_object('seq', q.seq, 'side', q.side, 'author_name', q.author_name,
            'text', left(q.text, {_READ_LENGTH}), 'recalled', q.recalled,
            'card', CASE WHEN q.card IS NOT NULL
                THEN jsonb_build_object('type', q.card->'type') END)
        FROM conversations_entry q
        WHERE q.shop_id = e.shop_id AND q.conversation_id = e.conversation_id
          AND q.seq = e.target) END AS quoted"""
"""Beside the columns of an entry ``e``: what `quote_shape` takes, null where nothing is quoted."""


def quote_shape(quoted: Mapping[str, Any] | None) -> QuoteShape | None:
    """The line above the words: whose, and the first of theirs; no word of what was recalled."""
    if quoted is None:
        return None
    words = " ".join(quoted["text"][:_READ_LENGTH].split())
    return {
        "seq": quoted["seq"],
        "side": quoted["side"],
        "author": quoted["author_name"],
        "text": words if len(words) <= SHOWN_LENGTH else words[: SHOWN_LENGTH - 1] + "…",
        "code": quoted["card"]["type"] if quoted["card"] else "",
        "recalled": quoted["recalled"],
    }
