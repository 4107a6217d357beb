"""What a hit shows: whose words, in which chat, and what was said before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from conversations.models import Stage
from conversations.queries.searching import Key
from conversations.queries.spoken import KINDS
from conversations.queries.tags import tags_of
from conversations.search.words import Piece, excerpt_of
from helpdesk.commerce.models.buyer import LETTERS
from helpdesk.kernel.text import preview

NEIGHBOUR = f"""LEFT JOIN LATERAL (
    SELECT n.side, n.author_name, n.text, n.card->>'type' AS shown FROM conversations_entry n
    WHERE n.shop_id = e.shop_id AND n.conversation_id = e.conversation_id
        AND n.seq {{past}} e.seq AND n.kind IN ({KINDS}) AND NOT n.recalled
    ORDER BY n.seq {{order}} LIMIT 1) AS {{name}} ON true"""

HITS_SQL = f"""
SELECT e.conversation_id, e.seq, e.at, e.session_number, e.kind, e.side, e.author_id,
    e.author_name, e.text, e.card->>'type' AS shown, b.name AS buyer_name, b.platform, c.tag_ids,
    s.stage, COALESCE(NULLIF(m.alias, ''), NULLIF(u.display_name, ''), u.username) AS owner_name,
    former.side AS former_side, former.author_name AS former_author, former.text AS former_text,
    former.shown AS former_shown, later.side AS later_side, later.author_name AS later_author,
    later.text AS later_text, later.shown AS later_shown
FROM unnest(%(conversations)s::bigint[], %(seqs)s::int[]) WITH ORDINALITY
    AS hit (conversation_id, seq, place)
JOIN conversations_entry e ON e.shop_id = %(shop)s AND e.conversation_id = hit.conversation_id
    AND e.seq = hit.seq AND NOT e.recalled
JOIN conversations_conversation c ON c.shop_id = e.shop_id AND c.id = e.conversation_id
JOIN commerce_buyer b ON b.id = c.buyer_id
LEFT JOIN conversations_chatsession s ON s.shop_id = e.shop_id
    AND s.conversation_id = e.conversation_id AND s.number = e.session_number
LEFT JOIN accounts_membership m ON m.id = s.owner_id
LEFT JOIN accounts_user u ON u.id = m.user_id
{NEIGHBOUR.format(past="<", order="DESC", name="former")}
{NEIGHBOUR.format(past=">", order="ASC", name="later")}
ORDER BY hit.place
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's words on one line; ``shown`` says what kind of card or file, if it is one."""

    side: str
    author: str
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that was found. ``text`` is all of it, ``pieces`` the part with the hit in it."""

    conversation: int
    seq: int
    at: datetime
    session: int
    kind: str
    side: str
    author_id: int | None
    author: str
    text: str
    shown: str
    pieces: list[Piece]
    buyer: str
    platform: str
    letter: str
    stage_label: str
    owner: str
    tags: list[str]
    before: Line | None
    after: Line | None


def hits_of(shop_id: int, keys: Sequence[Key], terms: list[str]) -> list[Hit]:
    """In the order of the keys; two queries, none for no keys."""
    if not keys:
        return []
    names = {tag["id"]: tag["name"] for tag in tags_of(shop_id)}
    return [_hit(row, terms, names) for row in _rows(shop_id, keys)]


def _rows(shop_id: int, keys: Sequence[Key]) -> Iterator[dict[str, Any]]:
    values: dict[str, Any] = {
        "shop": shop_id,
        "conversations": [key.conversation_id for key in keys],
        "seqs": [key.seq for key in keys],
    }
    with connection.cursor() as cursor:
        cursor.execute(HITS_SQL, values)
        columns = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    return (dict(zip(columns, row, strict=True)) for row in rows)


def _hit(row: Mapping[str, Any], terms: list[str], names: Mapping[int, str]) -> Hit:
    return Hit(
        conversation=row["conversation_id"],
        seq=row["seq"],
        at=row["at"],
        session=row["session_number"],
        kind=row["kind"],
        side=row["side"],
        author_id=row["author_id"],
        author=row["author_name"] or "",
        text=row["text"],
        shown=row["shown"] or "",
        pieces=excerpt_of(row["text"], terms),
        buyer=row["buyer_name"],
        platform=row["platform"],
        letter=str(LETTERS.get(row["platform"], "")),
        stage_label=str(Stage(row["stage"]).label) if row["stage"] else "",
        owner=row["owner_name"] or "",
        tags=[names[tag] for tag in row["tag_ids"] if tag in names],
        before=_line(row, "former"),
        after=_line(row, "later"),
    )


def _line(row: Mapping[str, Any], which: str) -> Line | None:
    side = row[f"{which}_side"]
    if side is None:
        return None
    words = preview(row[f"{which}_text"])
    return Line(side, row[f"{which}_author"] or "", words, row[f"{which}_shown"] or "")
