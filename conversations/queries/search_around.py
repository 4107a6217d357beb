"""The place of a hit in its chat: what was said around it, with what is sought marked."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from conversations.errors import EntryNotFound
from conversations.file_bodies import on_the_wire
from conversations.queries.search_sources import READABLE, Reader
from conversations.queries.searching import WORDS
from conversations.queries.spoken import KINDS
from conversations.search.asked import NOTE
from conversations.search.words import Piece, pattern_of, pieces_of
from helpdesk.realtime.shapes import CardShape

AROUND = 12
"""How many entries are shown before the hit, and how many after it."""

_COLUMNS = """e.seq, e.kind, e.side, e.author_name, e.text, e.card, e.recalled, e.at"""
_SIDE = f"""(SELECT {_COLUMNS} FROM conversations_entry e
    WHERE e.shop_id = %(shop)s AND e.conversation_id = %(conversation)s AND e.seq {{past}} %(seq)s
        AND e.kind IN ({KINDS}) ORDER BY e.seq {{order}} LIMIT %(most)s)"""

AROUND_SQL = f"""{_SIDE.format(past="<=", order="DESC")} UNION ALL
    {_SIDE.format(past=">", order="ASC")} ORDER BY seq"""

NOTE_SQL = f"""SELECT n.number AS seq, n.anchor, '{NOTE}' AS kind, '{NOTE}' AS side, n.author_name,
    n.text, false AS recalled, n.at FROM conversations_note n
    WHERE n.shop_id = %(shop)s AND n.conversation_id = %(conversation)s
        AND n.number = %(number)s AND n.deleted_at IS NULL AND {READABLE}"""

SEQS_SQL = f"""SELECT r.seq FROM conversations_searchrow r
    WHERE r.shop_id = %(shop)s AND r.conversation_id = %(conversation)s AND {WORDS}
    ORDER BY r.seq DESC LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as the place shows it."""

    seq: int
    kind: str
    side: str
    author: str
    pieces: list[Piece]
    card: CardShape | None
    is_recalled: bool
    at: datetime
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Around:
    """A stretch of a chat. ``before`` and ``after`` say whether it goes on; ``hits`` are the seqs
    of this chat in which the words stand, ascending. Around a note, ``seq`` is the entry behind
    which it stands."""

    seq: int
    said: list[Said]
    before: bool
    after: bool
    hits: list[int]
    is_note: bool = False

    @property
    def former(self) -> int | None:
        """The hit before the marked one."""
        return next((seq for seq in reversed(self.hits) if seq < self.seq + self.is_note), None)

    @property
    def later(self) -> int | None:
        """The hit after it."""
        return next((seq for seq in self.hits if seq > self.seq), None)

    @property
    def number(self) -> int:
        """Which of the hits it is, from 1; 0 where the words do not stand in it."""
        is_one = self.seq in self.hits and not self.is_note
        return self.hits.index(self.seq) + 1 if is_one else 0


def around(*, shop_id: int, conversation_id: int, seq: int, terms: list[str]) -> Around:
    """The place, or EntryNotFound where nobody said anything under this number."""
    place = _around(shop_id, conversation_id, seq, terms)
    if not any(said.is_hit for said in place.said):
        raise EntryNotFound()
    return place


def around_note(
    *, shop_id: int, conversation_id: int, number: int, terms: list[str], reader: Reader
) -> Around:
    """The place of a note, or EntryNotFound where there is none that this colleague may read."""
    values = {"shop": shop_id, "conversation": conversation_id, "number": number}
    values |= {"reader": reader.member_id, "oversees": reader.oversees}
    for row in _rows(NOTE_SQL, values):
        place = _around(shop_id, conversation_id, row["anchor"], terms)
        before = [replace(one, is_hit=False) for one in place.said if one.seq <= row["anchor"]]
        note = replace(_said(row, shop_id, conversation_id, number, terms), is_hit=True)
        said = [*before, note, *place.said[len(before) :]]
        seq = before[-1].seq if before else row["anchor"]
        return replace(place, seq=seq, said=said, is_note=True)
    raise EntryNotFound()


def _around(shop_id: int, conversation_id: int, seq: int, terms: list[str]) -> Around:
    values = {"shop": shop_id, "conversation": conversation_id, "seq": seq, "most": AROUND + 2}
    rows = _rows(AROUND_SQL, values)
    former = [row for row in rows if row["seq"] < seq]
    later = [row for row in rows if row["seq"] > seq]
    shown = rows[max(0, len(former) - AROUND) : len(rows) - max(0, len(later) - AROUND)]
    return Around(
        seq=seq,
        said=[_said(row, shop_id, conversation_id, seq, terms) for row in shown],
        before=len(former) > AROUND,
        after=len(later) > AROUND,
        hits=_hits(values, terms),
    )


def _hits(values: dict[str, Any], terms: list[str]) -> list[int]:
    if not terms:
        return []
    patterns = [pattern_of(term) for term in terms]
    return [row["seq"] for row in _rows(SEQS_SQL, {**values, "patterns": patterns})][::-1]


def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        if row.get("card") is not None:
            row["card"] = json.loads(row["card"])
    return rows


def _said(
    row: dict[str, Any], shop_id: int, conversation_id: int, seq: int, terms: list[str]
) -> Said:
    where = {"shop_id": shop_id, "conversation_id": conversation_id}
    return Said(
        seq=row["seq"],
        kind=row["kind"],
        side=row["side"],
        author=row["author_name"] or "",
        pieces=pieces_of(row["text"], terms),
        card=on_the_wire(row["kind"], row.get("card"), **where),
        is_recalled=row["recalled"],
        at=row["at"],
        is_hit=row["seq"] == seq,
    )
