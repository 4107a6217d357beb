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
from conversations.search.asked import NOTE
from conversations.search.words import Piece, excerpt_of
from helpdesk.commerce.models.buyer import LETTERS
from helpdesk.kernel.text import preview

NEIGHBOUR = f"""LEFT JOIN LATERAL (
    SELECT n.seq, n.side, n.author_name, n.text, n.card->>'type' AS shown
    FROM conversations_entry n WHERE n.shop_id = e.shop_id
        AND n.conversation_id = e.conversation_id AND n.seq {{past}} {{mine}}
        AND n.kind IN ({KINDS}) AND NOT n.recalled
    ORDER BY n.seq {{order}} LIMIT 1) AS {{name}} ON true"""

OWNER = "COALESCE(NULLIF(m.alias, ''), NULLIF(u.display_name, ''), u.username)"

HITS_SQL = f"""
SELECT hit.place, NULL AS note, e.conversation_id, e.seq, e.at, e.session_number, e.kind, e.side,
    e.author_id, e.author_name, e.text, e.card->>'type' AS shown, b.name AS buyer_name,
    b.platform, c.tag_ids, s.stage, {OWNER} AS owner_name, former.side AS former_side,
    former.author_name AS former_author, former.text AS former_text, former.shown AS former_shown,
    later.side AS later_side, later.author_name AS later_author,
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
{NEIGHBOUR.format(past="<", mine="e.seq", order="DESC", name="former")}
{NEIGHBOUR.format(past=">", mine="e.seq", order="ASC", name="later")}
"""

NOTE_HITS_SQL = f"""
SELECT hit.place, e.number AS note, e.conversation_id, COALESCE(former.seq, e.anchor) AS seq, e.at,
    anchored.session_number, '{NOTE}' AS kind, '{NOTE}' AS side, e.author_id, e.author_name,
    e.text, '' AS shown, b.name AS buyer_name, b.platform, c.tag_ids, s.stage,
    {OWNER} AS owner_name, former.side AS former_side, former.author_name AS former_author,
    former.text AS former_text, former.shown AS former_shown, NULL AS later_side
FROM unnest(%(conversations)s::bigint[], %(seqs)s::int[]) WITH ORDINALITY
    AS hit (conversation_id, seq, place)
JOIN conversations_note e ON e.shop_id = %(shop)s AND e.conversation_id = hit.conversation_id
    AND e.number = hit.seq AND e.deleted_at IS NULL
JOIN conversations_conversation c ON c.shop_id = e.shop_id AND c.id = e.conversation_id
JOIN commerce_buyer b ON b.id = c.buyer_id
LEFT JOIN conversations_entry anchored ON anchored.shop_id = e.shop_id
    AND anchored.conversation_id = e.conversation_id AND anchored.seq = e.anchor
LEFT JOIN conversations_chatsession s ON s.shop_id = e.shop_id
    AND s.conversation_id = e.conversation_id AND s.number = anchored.session_number
LEFT JOIN accounts_membership m ON m.id = s.owner_id
LEFT JOIN accounts_user u ON u.id = m.user_id
{NEIGHBOUR.format(past="<=", mine="e.anchor", order="DESC", name="former")}
"""
"""With what was said last before a note was written."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's words on one line; ``shown`` says what kind of card or file, if it is one."""

    side: str
    author: str
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry or note. ``text`` is all of it, ``pieces`` the part with the hit in it."""

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
    # Of a note its number; ``seq`` is then the entry behind which it stands.
    note: int | None


def hits_of(shop_id: int, keys: Sequence[Key], terms: list[str]) -> list[Hit]:
    """In the order of the keys; a query for the tags, one for entries and one for notes."""
    if not keys:
        return []
    names = {tag["id"]: tag["name"] for tag in tags_of(shop_id)}
    found: dict[Key, Hit] = {}
    for sql, is_note in ((HITS_SQL, False), (NOTE_HITS_SQL, True)):
        some = [key for key in keys if key.is_note == is_note]
        for row in _rows(sql, shop_id, some) if some else ():
            found[some[row["place"] - 1]] = _hit(row, terms, names)
    return [found[key] for key in keys if key in found]


def _rows(sql: str, shop_id: int, keys: Sequence[Key]) -> Iterator[dict[str, Any]]:
    values: dict[str, Any] = {
        "shop": shop_id,
        "conversations": [key.conversation_id for key in keys],
        "seqs": [key.seq for key in keys],
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
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
        note=row["note"],
    )


def _line(row: Mapping[str, Any], which: str) -> Line | None:
    side = row[f"{which}_side"]
    if side is None:
        return None
    words = preview(row[f"{which}_text"])
    return Line(side, row[f"{which}_author"] or "", words, row[f"{which}_shown"] or "")
