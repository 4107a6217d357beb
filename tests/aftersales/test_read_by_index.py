"""What is looked at all day is read by an index, however many cases are open."""

from typing import Any

from django.db import connection

from aftersales.causes import Cause
from aftersales.machine.words import Kind
from aftersales.queries.counts import tab_counts
from aftersales.queries.listing import Asked, list_page
from aftersales.queries.purse import most_for
from tests.aftersales.many import many_cases
from tests.aftersales.ordered import ordered
from tests.cast import Cast


class Explained:
    """Keeps how each statement is carried out."""

    def __init__(self) -> None:
        self.plans: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        with connection.connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {sql}", params)
            self.plans.append("\n".join(row[0] for row in cursor.fetchall()))
        return execute(sql, params, many, context)


def test_the_list_reads_the_index_from_where_its_page_begins(cast: Cast) -> None:
    many_cases(ordered(cast), 20_000)
    first = list_page(cast.mei, Asked())
    with connection.execute_wrapper(explained := Explained()):
        list_page(cast.mei, Asked(), first.cursor)
    assert "case_open_by_due" in explained.plans[0] and "Sort" not in explained.plans[0]
    with connection.cursor() as cursor:  # nearly all wait for somebody else
        cursor.execute("SET LOCAL session_replication_role = replica")
        few = "state = CASE WHEN id % 97 = 1 THEN 'applied' ELSE 'platform' END"
        few += ", owes_proof = id % 97 = 0"
        cursor.execute(f"UPDATE aftersales_case SET {few} WHERE is_open")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("ANALYZE aftersales_case")
    with connection.execute_wrapper(explained := Explained()):
        tab_counts(cast.shop.pk)
    assert "case_owing_proof" in explained.plans[0] and "Seq Scan" not in explained.plans[0]


LINES = """
INSERT INTO aftersales_caseline (shop_id, case_id, position, order_id, is_open, opened_at, title,
    spec, quantity, price_fen)
SELECT shop_id, id, 1, order_id, false, now(), 'x', '', 1, 100
FROM aftersales_case WHERE shop_id = %s
"""


def test_what_a_line_gave_back_before_is_found_by_its_order(cast: Cast) -> None:
    many_cases(ordered(cast), 20_000)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(LINES, [cast.shop.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("ANALYZE aftersales_case, aftersales_caseline")
    order = ordered(cast)
    with connection.execute_wrapper(explained := Explained()):
        assert most_for(order, Kind.RETURN, Cause.DISLIKE, (1,)) == 10_000
    plan = next(one for one in explained.plans if "aftersales_caseline" in one)
    assert "case_of_order" in plan and "Seq Scan" not in plan
