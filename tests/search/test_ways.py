"""Which way a search goes, and that the database goes it too."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction

from conversations.queries import searching
from conversations.queries.searching import (
    HASTY_WALK,
    INDEX,
    SORTED_INDEX,
    THREAD,
    WALK,
    Way,
    find_entries,
    settings_of,
    sql_of,
    values_of,
)
from conversations.search.asked import Asked
from helpdesk.kernel.clock import now
from helpdesk.kernel.reading import reading
from tests.cast import gather
from tests.search.saying import talk

EVERYTHING: dict[str, Any] = {"side": "buyer", "agent": 1, "stage": "pre_sale", "tag": 1}
EVERYTHING |= {"rated": "good", "kind": "message", "since": now(), "until": now()}
PLACE = (now(), 10**9, 10**6)


@pytest.fixture(scope="module")
def shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Two shops that said the same."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = gather()
        for owner in (cast.mei, cast.oleg):
            talk(shop_id=owner.shop_id, owner_id=owner.pk, threads=40, each=10)
        yield cast.shop.pk
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("asked", "most", "ways"),
    [
        (Asked(terms=["发票"]), 1000, [INDEX]),
        (Asked(terms=["款"]), 1000, [INDEX]),
        (Asked(terms=["退款"]), 3, [INDEX, HASTY_WALK]),
        (Asked(terms=["款"]), 3, [INDEX, HASTY_WALK]),
        (Asked(terms=["退款"], thread=1), 1000, [THREAD]),
        (Asked(side="buyer"), 1000, [WALK]),
    ],
)
def test_rare_words_go_by_the_index_and_frequent_ones_from_the_newest_back(
    shop: int, asked: Asked, most: int, ways: list[Way]
) -> None:
    with (
        patch.object(searching, "MOST", most),
        patch.object(searching, "_keys", wraps=searching._keys) as gone,
    ):
        find_entries(shop_id=shop, asked=asked)
    assert [call.args[0] for call in gone.call_args_list] == ways


@pytest.mark.parametrize("conditions", [{}, EVERYTHING], ids=["words alone", "every condition"])
@pytest.mark.parametrize("way", [INDEX, SORTED_INDEX, WALK, HASTY_WALK, THREAD])
def test_each_way_uses_its_index_and_reads_no_table_from_end_to_end(
    shop: int, way: Way, conditions: dict[str, Any]
) -> None:
    asked = Asked(terms=["退款", "快递"], thread=1 if way == THREAD else None, **conditions)
    with reading(), connection.cursor() as cursor:
        cursor.execute(settings_of(way))
        cursor.execute(f"EXPLAIN {sql_of(way, asked, PLACE)}", values_of(shop, asked, PLACE))
        plan = "\n".join(row[0] for row in cursor.fetchall())
    found = plan.split("CTE found")[1].split("CTE Scan")[0]
    assert "Seq Scan" not in plan, plan
    if way in (INDEX, SORTED_INDEX):
        assert "Bitmap Index Scan on searchrow_tokens" in found, plan
    elif way in (WALK, HASTY_WALK):
        assert "Index Scan using searchrow_newest" in found and "Sort" not in plan, plan
    else:
        assert "searchrow" in found and "searchrow_tokens" not in found, plan


def test_the_settings_of_a_page_end_with_it(shop: int) -> None:
    find_entries(shop_id=shop, asked=Asked(terms=["退款"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('enable_seqscan'), current_setting('jit')")
        assert cursor.fetchone()[0] == "on"
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone()[0] == "0"
