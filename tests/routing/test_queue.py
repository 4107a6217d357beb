"""What a long queue costs those who join it: they are counted, and no more."""

import pytest

from conversations.models import ChatSession
from conversations.queries import queue
from conversations.queries.queue import head_of_queue, standing_of, standings_of
from tests.cast import Cast, route
from tests.conversations.crowd import crowd
from tests.routing.people import at_work

pytestmark = pytest.mark.django_db


def waiting(cast: Cast) -> list[int]:
    found = ChatSession.objects.filter(shop=cast.shop, state="waiting").order_by("opened_at", "pk")
    return list(found.values_list("conversation_id", flat=True))


def test_a_place_in_a_long_night_costs_one_promise_and_not_one_for_each(cast: Cast) -> None:
    route(cast.shop)
    crowd(shop_id=cast.shop.pk, owner_id=cast.mei.pk, count=600)
    order = waiting(cast)
    assert len(order) == 60
    queue._promised.cache_clear()
    standing = standing_of(cast.shop.pk, order[41])
    assert standing is not None
    assert (standing["mode"], standing["ahead"]) == ("leave", 41)
    assert queue._promised.cache_info().misses == 1
    # The next heartbeat says the same and works out nothing.
    assert standing_of(cast.shop.pk, order[41]) == standing
    assert queue._promised.cache_info().misses == 1


def test_the_head_of_a_queue_and_some_of_it_come_in_its_order(cast: Cast) -> None:
    route(cast.shop)
    crowd(shop_id=cast.shop.pk, owner_id=cast.mei.pk, count=600)
    order = waiting(cast)
    at_work(cast.mei)
    head = head_of_queue(cast.shop.pk, 5)
    assert list(head) == order[:5]
    assert [one["ahead"] for one in head.values()] == [0, 1, 2, 3, 4]
    assert {one["mode"] for one in head.values()} == {"queue"}
    some = standings_of(cast.shop.pk, [order[50], order[7]])
    assert {key: one["ahead"] for key, one in some.items()} == {order[7]: 7, order[50]: 50}
    assert standing_of(cast.shop.pk, 0) is None
