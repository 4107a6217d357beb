"""What the database refuses, whatever the code does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from helpdesk.commerce.models import (
    Buyer,
    Courier,
    CourierPrice,
    Order,
    OrderLine,
    Product,
    Shipment,
    Sku,
)
from tests.cast import Cast
from tests.commerce.test_upserting import DAY


def order_of(cast: Cast, **more: Any) -> Order:
    return Order(
        **{"shop": cast.shop, "number": "A", "platform": "web", "state": "paid", "created_at": DAY}
        | more
    )


def refused(row: Any) -> str:
    with pytest.raises(IntegrityError) as problem, transaction.atomic():
        row.save()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return str(problem.value)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"paid_fen": 5, "refunded_fen": 6}, "order_refund_within_paid"),
        ({"goods_fen": 5, "discount_fen": 6}, "order_discount_within_price"),
        ({"goods_fen": -1}, "goods_fen"),
        ({"flag": 6}, "order_flag_known"),
        ({"state": "lost"}, "order_state_known"),
        ({"memo": "备" * 334}, "order_memo_fits"),
    ],
)
def test_amounts_flags_and_memos(cast: Cast, columns: dict[str, Any], constraint: str) -> None:
    assert constraint in refused(order_of(cast, **columns))


def test_one_number_a_shop(cast: Cast) -> None:
    order_of(cast).save()
    order_of(cast, shop=cast.other_shop).save()
    assert "order_one_per_number" in refused(order_of(cast))


def test_no_row_names_another_shops(cast: Cast) -> None:
    theirs, ours = {"shop": cast.other_shop}, {"shop": cast.shop}
    buyer = Buyer.objects.create(**theirs, name="奥", first_seen=DAY)
    product = Product.objects.create(**theirs, name="壳", kind="case", price_fen=1)
    sku = Sku.objects.create(**theirs, product=product, code="K", price_fen=1)
    courier = Courier.objects.create(**theirs, code="yto", name="圆通")
    order = order_of(cast, number="T", **theirs)
    order.save()
    mine = order_of(cast, number="M")
    mine.save()
    parcel = {"waybill": "1", "shipped_at": DAY}
    for row, constraint in (
        (order_of(cast, buyer=buyer), "order_buyer_same_shop"),
        (Sku(**ours, product=product, code="Z", price_fen=1), "sku_product_same_shop"),
        (OrderLine(**ours, order=order, position=1, title="x"), "line_order_same_shop"),
        (OrderLine(**ours, order=mine, position=1, title="x", sku=sku), "line_sku_same_shop"),
        (
            OrderLine(**ours, order=mine, position=1, title="x", product=product),
            "line_product_same_shop",
        ),
        (Shipment(**ours, order=mine, courier=courier, **parcel), "shipment_courier_same_shop"),
        (
            CourierPrice(
                **ours, courier=courier, province="浙江", first_kilo_fen=1, next_kilo_fen=1
            ),
            "price_courier_same_shop",
        ),
    ):
        assert constraint in refused(row), constraint


def test_nothing_is_signed_before_it_was_shipped(cast: Cast) -> None:
    order = order_of(cast)
    order.save()
    courier = Courier.objects.create(shop=cast.shop, code="yto", name="圆通")
    early = Shipment(
        shop=cast.shop,
        order=order,
        courier=courier,
        waybill="1",
        shipped_at=DAY,
        signed_at=DAY - timedelta(seconds=1),
    )
    assert "shipment_signed_after_shipped" in refused(early)
