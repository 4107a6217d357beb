"""Statements that only read: all of one moment, or stopped at their limit."""

from threading import Thread

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import Shop
from helpdesk.kernel.reading import one_moment
from tests.cast import Cast


def elsewhere(name: str, shop: Shop) -> None:
    """A colleague gives the shop another name, on a connection of their own."""

    def rename() -> None:
        Shop.objects.filter(pk=shop.pk).update(name=name)
        connection.close()

    other = Thread(target=rename)
    other.start()
    other.join(10)


def named(shop: Shop) -> str:
    return Shop.objects.values_list("name", flat=True).get(pk=shop.pk)


def level() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        return str(cursor.fetchone()[0])


def test_what_is_read_inside_is_of_one_moment(real_cast: Cast) -> None:
    shop = real_cast.shop
    with one_moment():
        before = named(shop)
        elsewhere("小满二店", shop)
        assert named(shop) == before
        with one_moment(), transaction.atomic():  # within it, nothing more
            assert named(shop) == before
    assert named(shop) == "小满二店"
    assert level() == "read committed"


def test_it_writes_nothing_and_leaves_the_connection_as_it_was(real_cast: Cast) -> None:
    shop = real_cast.shop
    with pytest.raises(InternalError, match="read-only"), one_moment():
        Shop.objects.filter(pk=shop.pk).update(name="别的")
    with pytest.raises(InternalError, match="read-only"), one_moment():
        Shop.objects.select_for_update().get(pk=shop.pk)
    assert level() == "read committed"
    with transaction.atomic():
        Shop.objects.filter(pk=shop.pk).update(name="小满三店")
    assert named(shop) == "小满三店"


def test_in_a_transaction_it_changes_nothing(real_cast: Cast) -> None:
    with transaction.atomic(), one_moment():
        Shop.objects.filter(pk=real_cast.shop.pk).update(name="小满四店")
        assert level() == "read committed"
    assert named(real_cast.shop) == "小满四店"


def test_it_costs_a_begin_and_a_commit(real_cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked, one_moment():
        named(real_cast.shop)
    [begin, _read, commit] = [one["sql"] for one in asked.captured_queries]
    assert (begin, commit) == ("BEGIN", "COMMIT")


def test_a_line_that_was_cut_meanwhile_is_not_touched_again(real_cast: Cast) -> None:
    with pytest.raises(Exception, match="closed"), one_moment():
        connection.connection.close()
        named(real_cast.shop)
    connection.close()
    assert level() == "read committed"
