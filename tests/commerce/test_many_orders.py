"""A shop with ten thousand orders: the plans of the hot questions, and how long they take."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from conversations.models import Conversation
from helpdesk.commerce.models import Buyer, Courier, Order, OrderLine, Payment, Shipment
from helpdesk.commerce.queries.couriers import courier_routes, routes_for
from helpdesk.commerce.queries.order_panel import order_panel
from helpdesk.kernel.clock import now
from tests.cast import Cast
from tests.commerce.test_promise import SHANGHAI

ORDERS = 10_000
MOST_SECONDS = 0.25
"""Measured 14 ms for the panel and 5 ms for all courier figures; many times that is a mistake."""


@pytest.fixture
def thread(cast: Cast) -> Conversation:
    """A buyer with forty of the ten thousand."""
    thread = cast.thread()
    shop, at = cast.shop, now()
    buyers = Buyer.objects.bulk_create(
        Buyer(shop=shop, name=f"买家{n}", nick=f"买家{n}", platform="jd", first_seen=at)
        for n in range(500)
    )
    couriers = [
        Courier.objects.create(shop=shop, code=name, name=name) for name in ("圆通", "中通", "申通")
    ]
    orders = Order.objects.bulk_create(
        Order(
            shop=shop,
            number=f"{n:016}",
            platform="jd",
            state="shipped",
            buyer_id=thread.buyer_id if n % 250 == 0 else buyers[n % 500].pk,
            paid_fen=100,
            created_at=at - timedelta(minutes=13 * n),
            province="浙江" if n % 2 else "江苏",
        )
        for n in range(ORDERS)
    )
    OrderLine.objects.bulk_create(
        OrderLine(shop=shop, order=order, position=1, title="卫衣") for order in orders
    )
    Payment.objects.bulk_create(
        Payment(shop=shop, order=order, paid_at=order.created_at, fen=100) for order in orders
    )
    Shipment.objects.bulk_create(
        Shipment(
            shop=shop,
            order=order,
            courier=couriers[n % 3],
            waybill=f"W{n}",
            province=order.province,
            shipped_at=order.created_at,
            signed_at=order.created_at + timedelta(hours=40 + n % 3 * 10) if n > 40 else None,
            problem="lost" if n % 100 == 0 else "",
        )
        for n, order in enumerate(orders)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE commerce_order, commerce_orderline, commerce_shipment")
    return thread


def nodes_of(plan: dict[str, Any]) -> list[str]:
    below = [node for part in plan.get("Plans", ()) for node in nodes_of(part)]
    return [f"{plan['Node Type']} {plan.get('Relation Name', '')}".strip(), *below]


def explained(sql: str, values: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        return nodes_of(cursor.fetchone()[0][0]["Plan"])


def test_ten_thousand_orders(cast: Cast, thread: Conversation) -> None:
    shop_id, buyer_id = cast.shop.pk, thread.buyer_id
    began = time.monotonic()
    panel = order_panel(shop_id=shop_id, buyer_id=buyer_id, zone=SHANGHAI)
    assert time.monotonic() - began < MOST_SECONDS
    assert panel.value.orders == 40 and len(panel.cards) == 3 and panel.next_from == 3
    parcel = panel.cards[0].parcel
    assert parcel is not None and parcel.days.because == "measured"

    began = time.monotonic()
    routes = courier_routes(shop_id)
    assert time.monotonic() - began < MOST_SECONDS
    assert len(routes) == 6 and sum(one.route.parcels for one in routes) > 9_900
    one = routes[0]
    key = (one.courier_id, one.province)
    assert routes_for(shop_id, {key}, at=now())[key].median_hours == one.route.median_hours

    for rows in (
        Order.objects.filter(shop_id=shop_id, buyer_id=buyer_id).order_by("-created_at", "-id")[:4],
        Order.objects.filter(shop_id=shop_id).order_by("-created_at", "-id")[:20],
        Order.objects.filter(shop_id=shop_id, number__in=["0000000000000007"]),
        OrderLine.objects.filter(shop_id=shop_id, order_id__in=[card.id for card in panel.cards]),
        Shipment.objects.filter(shop_id=shop_id, order_id__in=[card.id for card in panel.cards]),
        Shipment.objects.filter(shop_id=shop_id, waybill="W7"),
    ):
        nodes = explained(*rows.query.sql_with_params())
        assert not [node for node in nodes if node.startswith("Seq Scan")], (rows.query, nodes)
