"""Brings what was just said into the index of the search, so that no sender has to.

Postgres keeps new words beside a GIN index and works them in once they are many: whoever writes
the row that is one too many pays for all. A search reads what lies beside the index too, so
nothing is found later than it was said; it only costs the search more, the more lies there
(docs/decisions/0062).
"""

import logging
from functools import cache

from django.db import connection

logger = logging.getLogger(__name__)

WORK_IN_SQL = """
SELECT CASE WHEN pg_has_role(relowner, 'USAGE') THEN gin_clean_pending_list(oid) END
FROM pg_class WHERE oid = 'searchrow_tokens'::regclass
"""
"""Only whoever owns an index may clean it: to others Postgres says no, and this says null."""


def work_in_words() -> int:
    """How many pages lay beside the index. Safe twice and in parallel; messages go on meanwhile.

    0 where this process' database role may not do it, which the log says once.
    """
    with connection.cursor() as cursor:
        cursor.execute(WORK_IN_SQL)
        pages: int | None = cursor.fetchone()[0]
    if pages is None:
        _say_once_that_it_may_not()
    return pages or 0


@cache
def _say_once_that_it_may_not() -> None:
    logger.warning(
        "The database role does not own the index searchrow_tokens and cannot bring new words into "
        "it: now and then a message takes some milliseconds longer. Let the role own the tables."
    )
