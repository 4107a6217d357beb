"""Two at the same order in the same moment; each race once more with the lock off, and lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.utils.crypto import get_random_string

from helpdesk.commerce.access import order_of
from helpdesk.commerce.actions import noting, upserting
from helpdesk.commerce.actions.noting import set_memo
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.errors import OrderChangedMeanwhile
from helpdesk.commerce.models import Order
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.commerce.queries.planning import plans_of
from tests.cast import Cast
from tests.commerce.test_upserting import FACTS
from tests.conversations.test_races import at_once


def facts() -> OrderFacts:
    return replace(FACTS, number=f"R{get_random_string(12)}")


def together(cast: Cast, order: OrderFacts) -> list[Any]:
    def store() -> Any:
        return upsert_order(actor=None, shop_id=cast.shop.pk, order=order)

    return at_once(store, store)


def test_two_imports_of_one_order_store_it_once(real_cast: Cast) -> None:
    for _ in range(5):
        order = facts()
        outcomes = [one.outcome for one in together(real_cast, order)]
        assert sorted(outcomes) == ["created", "unchanged"]
        assert Order.objects.filter(shop=real_cast.shop, number=order.number).count() == 1


def test_without_the_shops_lock_one_of_them_fails(real_cast: Cast) -> None:
    gate = threading.Barrier(2)

    def both_planned(*given: Any) -> Any:
        plans = plans_of(*given)
        gate.wait(10)
        return plans

    class Nobody:
        def get(self) -> None:
            """No lock."""

    def locks_only_orders(rows: Any) -> Any:
        return rows if rows.model is Order else Nobody()

    with (
        patch.object(upserting, "plans_of", both_planned),
        patch.object(upserting, "locked", locks_only_orders),
    ):
        results = together(real_cast, facts())
    assert any(isinstance(one, Exception) for one in results)


def memos(cast: Cast, order: Order) -> list[Any]:
    def write(member: Any, memo: str) -> Callable[[], Any]:
        return lambda: set_memo(
            actor=member.user, shop_id=cast.shop.pk, order_id=order.pk, memo=memo, seen=order.memo
        )

    return at_once(write(cast.mei, "小梅写的"), write(cast.tom, "汤姆写的"))


@contextmanager
def lock_off() -> Iterator[None]:
    gate = threading.Barrier(2)

    def unlocked(shop_id: int, order_id: int) -> Order:
        found = order_of(shop_id, order_id)
        gate.wait(10)
        return found

    with patch.object(noting, "locked_order", unlocked):
        yield


@pytest.mark.parametrize("locked", [True, False])
def test_nobodys_memo_is_overwritten_unseen(real_cast: Cast, locked: bool) -> None:
    done = upsert_order(actor=None, shop_id=real_cast.shop.pk, order=facts())
    order = Order.objects.get(pk=done.order_id)
    if locked:
        results = memos(real_cast, order)
    else:
        with lock_off():
            results = memos(real_cast, order)
    lost = [one for one in results if isinstance(one, OrderChangedMeanwhile)]
    assert len(lost) == (1 if locked else 0), "with the lock off both believe that they won"
