"""What came in, one row a payment: they add up to what is paid, whoever writes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.commerce.actions.upserting import upsert_order, upsert_orders
from helpdesk.commerce.errors import FactsWrong
from helpdesk.commerce.models import Order, Payment
from helpdesk.commerce.order_facts import OrderFacts, PaymentFacts
from helpdesk.commerce.payments import settled
from tests.cast import Cast
from tests.commerce.test_order_panel import ordered
from tests.commerce.test_upserting import DAY, FACTS
from tests.conversations.test_panel import panel_of

LATER = DAY + timedelta(days=3)
DEPOSIT = PaymentFacts(5000, DAY, "deposit", "支付宝", "2026D")
BALANCE = PaymentFacts(11000, LATER, "balance", "花呗", "2026B")


def rows(order: Order) -> list[tuple[int, str]]:
    return list(order.payments.order_by("paid_at").values_list("fen", "part"))


def stored(cast: Cast, **more: object) -> Order:
    facts = replace(FACTS, **more)  # type: ignore[arg-type]
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    return Order.objects.get(pk=done.order_id)


def test_a_total_is_one_payment(cast: Cast) -> None:
    order = stored(cast)
    [one] = order.payments.all()
    assert (one.fen, one.paid_at, one.part) == (16000, FACTS.paid_at, "whole")
    assert rows(stored(cast, paid_fen=17000)) == [(17000, "whole")]
    assert rows(stored(cast, paid_fen=0, refunded_fen=0)) == []


def test_deposit_and_balance_add_up_and_say_when_all_was_paid(cast: Cast) -> None:
    facts = replace(FACTS, paid_fen=None, paid_at=None)
    upsert_order(actor=None, shop_id=cast.shop.pk, order=replace(facts, payments=(DEPOSIT,)))
    order = Order.objects.get(shop=cast.shop)
    assert (order.paid_fen, order.paid_at) == (5000, DAY)
    both = replace(facts, payments=(DEPOSIT, BALANCE))
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=both).outcome == "changed"
    order.refresh_from_db()
    assert (order.paid_fen, order.paid_at) == (16000, LATER)
    assert rows(order) == [(5000, "deposit"), (11000, "balance")]
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=both).outcome == "unchanged"


def test_an_export_with_only_the_total_leaves_the_parts_alone(cast: Cast) -> None:
    order = stored(cast, payments=(DEPOSIT, BALANCE))
    stored(cast, state="shipped")
    assert rows(order) == [(5000, "deposit"), (11000, "balance")]
    stored(cast, paid_fen=17000)
    assert (1000, "balance") in rows(order)
    assert sum(fen for fen, _ in rows(order)) == 17000
    assert rows(stored(cast, paid_fen=9000)) == [(9000, "whole")]


@pytest.mark.parametrize(
    ("payments", "words"),
    [
        ((DEPOSIT,), "各笔加起来不等于实付"),
        ((PaymentFacts(0, DAY),), "每笔付款要大于零"),
        ((PaymentFacts(16000, DAY, "gift"),), "没有这种付款"),
        ((PaymentFacts(16000, DAY.replace(tzinfo=None)),), "没有时区"),
        ((PaymentFacts(16000, DAY, "whole", "x" * 41),), "太长了"),
    ],
)
def test_payments_that_cannot_be_are_refused(
    cast: Cast, payments: Sequence[PaymentFacts], words: str
) -> None:
    facts = replace(FACTS, payments=tuple(payments))
    with pytest.raises(FactsWrong) as refused:
        upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    assert words in refused.value.said()


def checked_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_database_refuses_what_does_not_add_up(cast: Cast) -> None:
    order = stored(cast)
    checked_now()
    with pytest.raises(IntegrityError, match="160"), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(paid_fen=15999)
        checked_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(order=order).update(fen=1)
        checked_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(order=order).delete()
        checked_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(shop=cast.other_shop, order=order, paid_at=DAY, fen=1)
        checked_now()
    with transaction.atomic():
        Payment.objects.filter(order=order).update(fen=15999)
        Order.objects.filter(pk=order.pk).update(paid_fen=15999)
        checked_now()


def test_an_order_may_go_with_its_payments(cast: Cast) -> None:
    order = stored(cast)
    order.delete()
    checked_now()
    assert not Payment.objects.filter(shop=cast.shop).exists()


def test_a_batch_stores_payments_too(cast: Cast) -> None:
    orders = [
        OrderFacts(number=f"N{n}", platform="jd", state="paid", created_at=DAY, paid_fen=100 + n)
        for n in range(50)
    ]
    upsert_orders(actor=None, shop_id=cast.shop.pk, orders=orders)
    assert Payment.objects.filter(shop=cast.shop).count() == 50
    checked_now()


AMOUNTS = st.lists(st.integers(1, 1000), max_size=4)


@given(AMOUNTS, st.integers(0, 5000))
def test_whatever_is_known_the_payments_add_up(amounts: list[int], total: int) -> None:
    known = [PaymentFacts(fen, DAY) for fen in amounts]
    found = settled(known, paid_fen=total, paid_at=LATER)
    assert sum(one.fen for one in found) == total
    assert all(one.fen > 0 for one in found)
    assert settled(found, paid_fen=total, paid_at=LATER) == found


def test_the_panel_tells_the_history(cast: Cast) -> None:
    thread = cast.thread()
    ordered(
        cast,
        thread,
        payments=(DEPOSIT, BALANCE),
        created_at=DAY,
        shipped_at=LATER + timedelta(hours=3),
        state="shipped",
        signed_at=None,
        finished_at=None,
    )
    page = panel_of(thread, cast.mei)
    history = page[page.index("order__history") :]
    said = ["下单", "付定金 ¥50.00 · 支付宝", "付尾款 ¥110.00 · 花呗", "发货"]
    places = [history.index(words) for words in said]
    assert places == sorted(places)
