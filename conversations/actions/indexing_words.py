"""Brings what was just said into the index of the search, so that no sender has to.

Postgres keeps new words beside a GIN index and works them in once they are many: whoever writes
the row that is one too many pays for all. A search reads what lies beside the index too, so
nothing is found later than it was said; it only costs the search more, the more lies there
(docs/decisions/0062).
"""

from django.db import connection

WORK_IN_SQL = "SELECT gin_clean_pending_list('searchrow_tokens')"


def work_in_words() -> int:
    """How many pages lay beside the index. Safe twice and in parallel; messages go on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(WORK_IN_SQL)
        pages: int = cursor.fetchone()[0]
    return pages
