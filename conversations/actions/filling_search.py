"""Bring entries into the search that were stored past it: by an older version, or in bulk."""

from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from conversations.actions.search_sql import FILE_SQL

BATCH = 200
"""Threads at a time; a buyer who writes meanwhile waits for one batch at most."""

NEXT_SQL = """SELECT id FROM conversations_conversation WHERE id > %s
    ORDER BY id LIMIT %s FOR SHARE"""


def fill_search(*, batch: int = BATCH) -> Iterator[int]:
    """Every thread of every shop, batch by batch, each in its own transaction; rows added.

    Safe to run again, beside people who chat, and after it was stopped: what stands there stays.
    A thread is held while its entries are read, so a recall is either seen or comes afterwards
    and takes its row out again.
    """
    last = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NEXT_SQL, [last, batch])
            threads = [row[0] for row in cursor.fetchall()]
            added = _file(threads)
        if not threads:
            return
        last = threads[-1]
        yield added


def file_threads(*, conversation_ids: Sequence[int]) -> int:
    """The same for threads that the caller has made in this transaction."""
    return _file(list(conversation_ids))


def _file(threads: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(FILE_SQL, {"conversations": threads})
        return int(cursor.rowcount)
