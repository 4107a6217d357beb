"""Find what was said in a shop, the newest first: which entries, and how many up to a thousand.

Three ways, each the fastest for its kind (figures: docs/decisions/0023-search.md).
- Words of two characters and more: their bigrams from the GIN index, at most 1,001 of those in
  which the words really stand. Up to a thousand is all there is: sorted, done.
- Words that stand in more than a thousand entries, single characters, and conditions alone: the
  shop's entries from the newest back until the page is full. Where that takes too long for words
  that were frequent only long ago, the index gives all and they are sorted.
- One chat: its own entries, from the newest back.
The planner is told which index to use, since it can't know how often words stand somewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.utils import OperationalError
from psycopg.errors import QueryCanceled

from conversations.queries.search_filters import filters_of
from conversations.search.asked import Asked
from conversations.search.errors import SearchTookTooLong
from conversations.search.places import LARGEST, LARGEST_SEQ, Place
from conversations.search.words import pattern_of, tokens_of

MOST = 1000
"""So far hits are counted; beyond it is said that there are more."""
PAGE_LENGTH = 20
WALK_MS, INDEX_MS = 1000, 4000
"""How long a page may take: the way back from the newest, and the index."""

END: Place = (datetime.max, LARGEST, LARGEST_SEQ)

ORDER = "at DESC, conversation_id DESC, seq DESC"
WORDS = "r.words LIKE ALL (%(patterns)s::text[])"
BEYOND = "(r.at, r.conversation_id, r.seq) < (%(at)s, %(conversation)s, %(seq)s)"

BY_INDEX = "search_tokens(r.shop_id, r.words) @> %(tokens)s::text[] AND r.shop_id + 0 = %(shop)s"
"""With ``+ 0`` no index by the shop serves: the bigrams' does, and carries the shop in itself."""
BY_SHOP = "r.shop_id = %(shop)s"
BY_THREAD = "r.shop_id = %(shop)s AND r.conversation_id = %(thread)s"

INDEX, WALK, THREAD = (
    {"enable_seqscan": "off"},
    {"enable_seqscan": "off", "enable_bitmapscan": "off", "enable_sort": "off"},
    {"enable_seqscan": "off"},
)
"""What the planner may not do on each of the three ways."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry that was found."""

    at: datetime
    conversation_id: int
    seq: int

    @property
    def place(self) -> Place:
        return self.at, self.conversation_id, self.seq


@dataclass(frozen=True, slots=True)
class Found:
    """A page. ``total`` is None where there are more than a thousand; ``following`` the place
    after which the next page begins, None at the end."""

    keys: list[Key]
    total: int | None
    following: Place | None


def find_entries(
    *, shop_id: int, asked: Asked, after: Place | None = None, length: int = PAGE_LENGTH
) -> Found:
    """A page of the shop's entries that fit, newest first. SearchTookTooLong."""
    values = _values(shop_id, asked, after, length)
    if asked.thread is not None:
        return _page(*_asked(_sql(asked, after, BY_THREAD, "seq DESC"), values, THREAD), length)
    if not values["tokens"]:
        return _page(*_asked(_sql(asked, after, BY_SHOP, ORDER), values, WALK), length)
    keys, total = _asked(_sql(asked, after, BY_INDEX), values, INDEX)
    if total is not None:
        return _page(keys, total, length)
    return _page(_common(asked, after, {**values, "most": length + 1}), None, length)


def _common(asked: Asked, after: Place | None, values: dict[str, Any]) -> list[Key]:
    try:
        return _asked(_sql(asked, after, BY_SHOP, ORDER), values, WALK, WALK_MS)[0]
    except SearchTookTooLong:
        return _asked(_sql(asked, after, BY_INDEX, ORDER), values, INDEX)[0]


def _page(keys: list[Key], total: int | None, length: int) -> Found:
    shown = keys[:length]
    return Found(shown, total, shown[-1].place if len(keys) > length else None)


def _sql(asked: Asked, after: Place | None, scope: str, order: str = "") -> str:
    conditions = [scope, *filters_of(asked)]
    if asked.terms:
        conditions.insert(1, WORDS)
    if after is not None:
        conditions.append(BEYOND)
    ordered = f"ORDER BY {order}" if order else ""
    return f"""WITH found AS MATERIALIZED (
        SELECT r.at, r.conversation_id, r.seq FROM conversations_searchrow r
        WHERE {" AND ".join(conditions)} {ordered} LIMIT %(most)s)
    SELECT at, conversation_id, seq FROM found ORDER BY {ORDER}"""


def _values(shop_id: int, asked: Asked, after: Place | None, length: int) -> dict[str, Any]:
    at, conversation, seq = after or END
    return {
        "shop": shop_id,
        "tokens": tokens_of(shop_id, asked.terms),
        "patterns": [pattern_of(term) for term in asked.terms],
        "most": max(MOST, length) + 1,
        "at": at,
        "conversation": conversation,
        "seq": seq,
        "since": asked.since,
        "until": asked.until,
        "side": asked.side,
        "agent": asked.agent,
        "stage": asked.stage,
        "tag": asked.tag,
        "kind": asked.kind,
        "thread": asked.thread,
    }


def _asked(
    sql: str, values: dict[str, Any], planner: dict[str, str], patience: int = INDEX_MS
) -> tuple[list[Key], int | None]:
    with _bounded(patience, planner), connection.cursor() as cursor:
        cursor.execute(sql, values)
        keys = [Key(*row) for row in cursor.fetchall()]
    return keys, None if len(keys) > MOST else len(keys)


@contextmanager
def _bounded(patience: int, planner: dict[str, str]) -> Iterator[None]:
    """Settings for one statement alone: the transaction, which only reads, is rolled back."""
    settings = {"statement_timeout": str(patience), "jit": "off", **planner}
    calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT {calls}", [part for pair in settings.items() for part in pair]
                )
            yield
            transaction.set_rollback(True)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTookTooLong() from None
        raise
