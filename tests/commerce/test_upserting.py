"""Orders from outside: stored once, changed only where they differ, refused with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.upserting import upsert_order, upsert_orders
from helpdesk.commerce.errors import FactsWrong
from helpdesk.commerce.models import Buyer, Order, OrderLine, Product, Sku
from helpdesk.commerce.order_facts import LineFacts, OrderFacts
from helpdesk.commerce.queries.planning import planned_orders
from helpdesk.kernel.clock import now
from tests.cast import Cast

Counted = Callable[[int], Any]
DAY = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)

FACTS = OrderFacts(
    number="2611207731",
    platform="taobao",
    buyer_nick="贝贝不吃香菜",
    state="paid",
    goods_fen=15900,
    freight_fen=600,
    discount_fen=500,
    paid_fen=16000,
    created_at=DAY,
    paid_at=DAY + timedelta(minutes=2),
    memo="小梅、发圆通快递",
    receiver_name="张小贝",
    receiver_phone="13812345678",
    receiver_address="浙江省绍兴市越城区解放路1号",
    lines=(LineFacts(title="云感连帽卫衣", spec="燕麦色 M", price_fen=15900, sku_code="YG-M"),),
)


def test_an_order_is_stored_with_its_buyer_and_lines(cast: Cast) -> None:
    product = Product.objects.create(
        shop=cast.shop, name="云感连帽卫衣", kind="hoodie", price_fen=15900
    )
    sku = Sku.objects.create(shop=cast.shop, product=product, code="YG-M", price_fen=15900)
    done = upsert_order(actor=cast.mei.user, shop_id=cast.shop.pk, order=FACTS)
    assert done.outcome == "created"
    order = Order.objects.get(shop=cast.shop, number=FACTS.number)
    assert (order.pk, order.province, order.tail) == (done.order_id, "浙江", "…7731")
    assert order.buyer is not None and order.buyer.nick == "贝贝不吃香菜"
    line = OrderLine.objects.get(order=order)
    assert (line.product_id, line.sku_id, line.quantity) == (product.pk, sku.pk, 1)
    assert AuditEntry.objects.filter(shop=cast.shop, verb="order.created").count() == 1


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    again = upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    assert (again.outcome, again.fields) == ("unchanged", ())
    assert AuditEntry.objects.filter(shop=cast.shop, verb__startswith="order.").count() == 1
    assert Buyer.objects.filter(shop=cast.shop).count() == 1


def test_only_what_differs_is_changed_and_named(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    line = OrderLine.objects.get()
    shipped = OrderFacts(number=FACTS.number, state="shipped", shipped_at=DAY + timedelta(hours=5))
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=shipped)
    assert (done.outcome, done.fields) == ("changed", ("state", "shipped_at"))
    order = Order.objects.get(number=FACTS.number)
    assert (order.memo, order.paid_fen, order.province) == ("小梅、发圆通快递", 16000, "浙江")
    assert OrderLine.objects.get() == line


def test_other_lines_replace_the_old_ones(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    two = replace(FACTS, lines=(LineFacts(title="围巾"), LineFacts(title="袜子", quantity=3)))
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=two).fields == ("lines",)
    titles = OrderLine.objects.order_by("position").values_list("title", "quantity")
    assert list(titles) == [("围巾", 1), ("袜子", 3)]


def test_an_older_word_changes_nothing(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=replace(FACTS, as_of=DAY))
    older = OrderFacts(number=FACTS.number, state="unpaid", as_of=DAY - timedelta(hours=1))
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=older).outcome == "unchanged"


def test_what_was_noted_on_the_desk_outlives_an_old_export(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    Order.objects.update(memo="改成中通", flag=3, noted_at=now())
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS).outcome == "unchanged"
    newer = replace(FACTS, as_of=now() + timedelta(minutes=1))
    assert upsert_order(actor=None, shop_id=cast.shop.pk, order=newer).fields == ("memo",)


def test_two_platforms_may_have_the_same_nick(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    upsert_order(actor=None, shop_id=cast.shop.pk, order=replace(FACTS, number="J1", platform="jd"))
    assert Buyer.objects.filter(shop=cast.shop, nick=FACTS.buyer_nick).count() == 2


def test_the_same_number_in_two_shops_is_two_orders(cast: Cast) -> None:
    for shop in (cast.shop, cast.other_shop):
        assert upsert_order(actor=None, shop_id=shop.pk, order=FACTS).outcome == "created"
    buyers = Order.objects.values_list("buyer_id", flat=True)
    assert len(set(buyers)) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": " "}, "number"),
        ({"platform": "ebay"}, "platform"),
        ({"platform": None}, "platform"),
        ({"state": "lost"}, "state"),
        ({"created_at": None}, "created_at"),
        ({"created_at": datetime(2026, 1, 1)}, "created_at"),
        ({"goods_fen": -1}, "goods_fen"),
        ({"paid_fen": 10**14}, "paid_fen"),
        ({"refunded_fen": 16001}, "refunded_fen"),
        ({"discount_fen": 99999}, "discount_fen"),
        ({"flag": 6}, "flag"),
        ({"memo": "备" * 334}, "memo"),
        ({"memo": "a\x00b"}, "memo"),
        ({"receiver_name": "\ud800"}, "receiver_name"),
        ({"receiver_phone": "1" * 33}, "receiver_phone"),
        ({"lines": (LineFacts(title=""),)}, "title"),
        ({"lines": (LineFacts(title="围巾", quantity=0),)}, "quantity"),
        ({"lines": (LineFacts(title="围巾", price_fen=-1),)}, "price_fen"),
    ],
)
def test_what_cannot_be_stored_is_refused_by_name(
    cast: Cast, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(FactsWrong) as refused:
        upsert_order(actor=None, shop_id=cast.shop.pk, order=replace(FACTS, **wrong))
    assert refused.value.facts["field"] == field
    assert not Order.objects.filter(shop=cast.shop).exists()


def test_a_batch_stores_what_it_can_and_says_what_it_did(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    batch = [
        FACTS,
        replace(FACTS, number="A1"),
        replace(FACTS, number="A1"),
        replace(FACTS, number="A1", state="closed"),
        replace(FACTS, number="A2", goods_fen=-5),
    ]
    expected = ["unchanged", "created", "unchanged", "refused", "refused"]
    dry = planned_orders(shop_id=cast.shop.pk, orders=batch)
    assert [one.outcome for one in dry] == expected
    assert Order.objects.count() == 1
    done = upsert_orders(actor=cast.lan.user, shop_id=cast.shop.pk, orders=batch)
    assert [one.outcome for one in done] == expected
    assert Order.objects.count() == 2
    entry = AuditEntry.objects.get(shop=cast.shop, verb="order.batch_stored")
    assert entry.data == {"created": 1, "changed": 0}


@pytest.mark.parametrize("size", [1, 200])
def test_a_batch_costs_the_same_whatever_its_size(
    cast: Cast, size: int, django_assert_max_num_queries: Counted
) -> None:
    batch = [replace(FACTS, number=f"B{n}", buyer_nick=f"买家{n % 50}") for n in range(size)]
    with django_assert_max_num_queries(16):
        upsert_orders(actor=None, shop_id=cast.shop.pk, orders=batch)
    moved = [replace(facts, state="finished") for facts in batch]
    with django_assert_max_num_queries(16):
        done = upsert_orders(actor=None, shop_id=cast.shop.pk, orders=moved)
    assert {one.fields for one in done} == {("state",)}
