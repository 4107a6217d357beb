"""The kept counts of what is open: rows alike become one, and the whole is held against the truth.

No lock: a merge writes the sum of just those rows that it took away itself, so two at once, or one
beside whoever works, leave every sum as it was (`models/standing.py`).
"""

from django.db import connection, transaction

from helpdesk.kernel.sweeping import for_each

MERGED_FROM = 200
"""Fewer new rows of a shop cost a page nothing worth a write."""

WITH_NEWS = """SELECT shop_id FROM followups_standing WHERE NOT is_merged
GROUP BY shop_id HAVING count(*) >= %s"""

MERGE = """
WITH news AS (
    SELECT DISTINCT whose, kind, due_hour, urgent_hour, is_important
    FROM followups_standing WHERE shop_id = %(shop)s AND NOT is_merged
), taken AS (
    DELETE FROM followups_standing s USING news
    WHERE s.shop_id = %(shop)s AND s.whose = news.whose AND s.due_hour = news.due_hour
        AND s.kind = news.kind AND s.is_important = news.is_important
        AND s.urgent_hour IS NOT DISTINCT FROM news.urgent_hour
    RETURNING s.*
)
INSERT INTO followups_standing
    (shop_id, whose, kind, due_hour, urgent_hour, is_important, count, fen, is_merged)
SELECT shop_id, whose, kind, due_hour, urgent_hour, is_important, sum(count), sum(fen), true
FROM taken GROUP BY shop_id, whose, kind, due_hour, urgent_hour, is_important
HAVING sum(count) <> 0 OR sum(fen) <> 0
"""


def merge_all(*, at_least: int = MERGED_FROM) -> int:
    """Every shop with news, each in a transaction of its own; how many shops."""
    with connection.cursor() as cursor:
        cursor.execute(WITH_NEWS, [at_least])
        shops = [shop_id for (shop_id,) in cursor.fetchall()]
    return for_each(shops, _merge, name="the counts of shop")


def _merge(shop_id: int) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MERGE, {"shop": shop_id})
    return True


def recount(shop_id: int) -> int:
    """Count a shop's follow-ups anew; how many kept sums were wrong, 0 as long as nobody wrote
    past the triggers. Writers wait meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT followups_recount(%s)", [shop_id])
        wrong: int = cursor.fetchone()[0]
    return wrong
