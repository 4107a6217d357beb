"""Find what was said or noted in a shop, the newest first: which, and how many up to a thousand.

Three ways, each the fastest for its kind (figures: docs/decisions/0023-search.md).
- Words: their bigrams from the GIN index, single characters as the beginnings of bigrams, at most
  1,001 of the entries in which the words really stand. Up to a thousand is all there is: sorted,
  done.
- Words that stand in more than a thousand entries, and conditions alone: the shop's entries from
  the newest back until the page is full. Where that takes too long for words that were frequent
  only long ago, the index gives all and they are sorted.
- One chat: its own entries, from the newest back.
Notes go the same ways on their own table. A page of both is the newest of either, merged.
The planner is told which index to use, since it can't know how often words stand somewhere.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from conversations.queries.search_filters import filters_of
from conversations.queries.search_sources import NOTED, SAID, Reader, sources_of
from conversations.search.asked import Asked
from conversations.search.errors import SearchTookTooLong
from conversations.search.places import LARGEST, LARGEST_SEQ, Place
from conversations.search.words import pattern_of, query_of
from helpdesk.kernel.reading import ReadingStopped, reading

MOST = 1000
"""So far hits are counted; beyond it is said that there are more."""
PAGE_LENGTH = 20
PATIENT_MS, HASTY_MS = 4000, 1000
"""How long a page may take; and how long one way, where there is another."""

END: Place = (datetime.max, LARGEST, LARGEST_SEQ)

ORDER = "at DESC, conversation_id DESC, seq DESC"
WORDS = "r.words LIKE ALL (%(patterns)s::text[])"
BEYOND = "({moment}, r.conversation_id, r.seq) < (%(at)s, %(conversation)s, %(seq)s)"


@dataclass(frozen=True, slots=True)
class Way:
    """How rows are come by: the condition, the order, what the planner may not do, how the moment
    is compared, how long."""

    scope: str
    order: str
    forbidden: tuple[str, ...]
    moment: str = "r.at"
    patience_ms: int = PATIENT_MS


# With "+ 0" no index by shop or moment serves: the bigrams' does, and carries the shop in itself.
INDEX = Way(
    scope="search_tokens(r.shop_id, r.words) @@ %(query)s::tsquery AND r.shop_id + 0 = %(shop)s",
    order="",
    forbidden=("enable_seqscan",),
    moment="(r.at + interval '0')",
)
SORTED_INDEX = replace(INDEX, order=ORDER)
WALK = Way(
    scope="r.shop_id = %(shop)s",
    order=ORDER,
    forbidden=("enable_seqscan", "enable_bitmapscan", "enable_sort"),
)
HASTY_WALK = replace(WALK, patience_ms=HASTY_MS)
THREAD = Way(
    scope="r.shop_id = %(shop)s AND r.conversation_id = %(thread)s",
    order="seq DESC",
    forbidden=("enable_seqscan",),
)


@dataclass(frozen=True, slots=True)
class Key:
    """One entry that was found, or a note by its number."""

    at: datetime
    conversation_id: int
    seq: int
    is_note: bool = False

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
    values = values_of(shop_id, asked, after, length)
    return _page(*_found(SAID, asked, after, values, length), length)


def find_all(
    *,
    shop_id: int,
    asked: Asked,
    reader: Reader,
    after: Place | None = None,
    length: int = PAGE_LENGTH,
) -> Found:
    """The same with the notes that this colleague may read, where the conditions allow any.
    SearchTookTooLong."""
    keys: list[Key] = []
    total = 0
    for source in sources_of(asked):
        values = values_of(shop_id, asked, after, length, reader)
        found, count = _found(source, asked, after, values, length)
        keys, total = [*keys, *found], total + count
    return _page(sorted(keys, key=lambda key: key.place, reverse=True), total, length)


def _found(
    source: str, asked: Asked, after: Place | None, values: dict[str, Any], length: int
) -> tuple[list[Key], int]:
    try:
        if asked.thread is None and asked.terms:
            return _by_words(source, asked, after, values, length)
        with reading():
            way = WALK if asked.thread is None else THREAD
            return _keys(way, source, asked, after, values)
    except ReadingStopped:
        raise SearchTookTooLong() from None


def _by_words(
    source: str, asked: Asked, after: Place | None, values: dict[str, Any], length: int
) -> tuple[list[Key], int]:
    is_common = False
    try:
        with reading():
            keys, total = _keys(INDEX, source, asked, after, values)
            is_common = total > MOST
            if is_common:
                values["most"] = length + 1
                keys, _ = _keys(HASTY_WALK, source, asked, after, values)
    except ReadingStopped:
        if not is_common:
            raise
        with reading():
            keys, _ = _keys(SORTED_INDEX, source, asked, after, values)
    return keys, total


def _page(keys: list[Key], total: int, length: int) -> Found:
    shown = keys[:length]
    following = shown[-1].place if len(keys) > length else None
    return Found(shown, total if total <= MOST else None, following)


def sql_of(way: Way, asked: Asked, after: Place | None = None, source: str = SAID) -> str:
    """The statement of one way, for what `values_of` gives."""
    conditions = [way.scope, *([WORDS] if asked.terms else []), *filters_of(asked, way.moment)]
    if after is not None:
        conditions.append(BEYOND.format(moment=way.moment))
    ordered = f"ORDER BY {way.order}" if way.order else ""
    return f"""WITH found AS MATERIALIZED (
        SELECT r.at, r.conversation_id, r.seq FROM {source} r
        WHERE {" AND ".join(conditions)} {ordered} LIMIT %(most)s)
    SELECT at, conversation_id, seq, (SELECT count(*) FROM found) AS total
    FROM found ORDER BY {ORDER} LIMIT %(shown)s"""


def settings_of(way: Way) -> str:
    """What goes before the way's statement, in the same round trip; it holds for the transaction.

    Compiling a page of a few milliseconds, or starting workers for it, takes longer than the page.
    """
    settings = {"statement_timeout": f"{way.patience_ms}", "max_parallel_workers_per_gather": "0"}
    settings |= dict.fromkeys(("jit", *way.forbidden), "off")
    return "; ".join(f"SET LOCAL {name} = {value}" for name, value in settings.items())


def values_of(
    shop_id: int,
    asked: Asked,
    after: Place | None = None,
    length: int = PAGE_LENGTH,
    reader: Reader | None = None,
) -> dict[str, Any]:
    """What the statements are given."""
    at, conversation, seq = after or END
    return {
        "shop": shop_id,
        "query": query_of(shop_id, asked.terms),
        "patterns": [pattern_of(term) for term in asked.terms],
        "most": max(MOST, length) + 1,
        "shown": length + 1,
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
        "reader": reader.member_id if reader else None,
        "oversees": reader is not None and reader.oversees,
    }


def _keys(
    way: Way, source: str, asked: Asked, after: Place | None, values: dict[str, Any]
) -> tuple[list[Key], int]:
    with connection.cursor() as cursor:
        cursor.execute(f"{settings_of(way)}; {sql_of(way, asked, after, source)}", values)
        while cursor.description is None:
            cursor.nextset()
        rows = cursor.fetchall()
    keys = [Key(at, thread, seq, source == NOTED) for at, thread, seq, _ in rows]
    return keys, rows[0][3] if rows else 0
