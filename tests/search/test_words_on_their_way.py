"""What was just said is found at once; the sweep brings it into the index, no sender has to."""

import pytest
from django.db import connection

from conversations.actions import indexing_words
from conversations.actions.indexing_words import work_in_words
from conversations.actions.sweeping import sweep
from conversations.queries.searching import find_entries
from conversations.search.asked import Asked
from tests.cast import Cast


def found(cast: Cast) -> list[int]:
    page = find_entries(shop_id=cast.shop.pk, asked=Asked(terms=["驼毛", "围巾"]), length=50)
    return [key.seq for key in page.keys]


def test_words_are_found_before_and_after_they_are_worked_in(cast: Cast) -> None:
    work_in_words()
    cast.thread("这条驼毛的围巾还有货吗")
    assert found(cast) == [1], "the search reads what lies beside the index"
    sweep()
    assert found(cast) == [1]
    assert work_in_words() == 0, "the sweep has left nothing"


@pytest.mark.django_db
def test_senders_are_spared_as_long_as_the_sweep_is_on_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'searchrow_tokens'")
        assert cursor.fetchone()[0] == ["gin_pending_list_limit=4096"]


@pytest.mark.django_db
def test_a_role_that_does_not_own_the_tables_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    indexing_words._say_once_that_it_may_not.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE a_guest")
        cursor.execute("SET LOCAL ROLE a_guest")
        assert [work_in_words(), work_in_words()] == [0, 0]
        cursor.execute("RESET ROLE")
    (told,) = caplog.messages
    assert "does not own the index searchrow_tokens" in told
