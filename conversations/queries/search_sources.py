"""The two tables that a search looks through, each as rows `r` with the columns of the first.

Notes need no table beside their own: there are few of them, so their words are an expression that
two indexes of migration 0016 know, and a note that is edited or deleted is so in the search too.
The planner sees through the brackets: conditions and order come to the table's own indexes.
"""

from dataclasses import dataclass

from conversations.search.asked import NOTE, Asked

SAID = "conversations_searchrow"

READABLE = """(n.to_id IS NULL OR n.to_id = %(reader)s OR n.author_id = %(reader)s
        OR %(oversees)s)"""
"""Whispers are for those whom they are from or to, and those who oversee."""

NOTED = f"""(SELECT n.shop_id, n.conversation_id, n.number AS seq, n.at, '' AS side,
        '{NOTE}' AS kind, search_words(n.text) AS words,
        (SELECT e.session_number FROM conversations_entry e WHERE e.shop_id = n.shop_id
            AND e.conversation_id = n.conversation_id AND e.seq = n.anchor) AS session_number
    FROM conversations_note n WHERE n.deleted_at IS NULL AND {READABLE})"""


@dataclass(frozen=True, slots=True)
class Reader:
    """The colleague who searches."""

    member_id: int
    oversees: bool


def sources_of(asked: Asked) -> tuple[str, ...]:
    """Where to look. A note is no side's words to the other, and no file or card."""
    if asked.kind == NOTE:
        return () if asked.side else (NOTED,)
    return (SAID,) if asked.kind or asked.side else (SAID, NOTED)
