"""A shop with ten thousand orders: the plans of the hot questions, and how long they take."""

import time
from typing import Any

import pytest
from django.db import connection

from conversations.models import Conversation
from helpdesk.commerce.models import Buyer, Courier, Order, OrderLine, Shipment
from helpdesk.commerce.queries.couriers import courier_routes, routes_for
from helpdesk.commerce.queries.order_panel import order_panel
from helpdesk.kernel.clock import now
from tests.cast import Cast
from tests.commerce.test_promise import SHANGHAI
from tests.unchecked import unchecked

ORDERS = 10_000
MOST_SECONDS = 0.25
"""Measured 14 ms for the panel and 5 ms for all courier figures; many times that is a mistake."""

MANY_SQL = (
    """INSERT INTO commerce_order (shop_id, number, platform, state, buyer_id, goods_fen,
        freight_fen, discount_fen, paid_fen, refunded_fen, created_at, flag, memo, province)
    SELECT %(shop)s, lpad(n::text, 16, '0'), 'jd', 'shipped',
        CASE WHEN n %% 250 = 0 THEN %(mine)s ELSE (%(buyers)s::bigint[])[1 + n %% 500] END,
        0, 0, 0, 100, 0, %(at)s - n * interval '13 minutes', 0, '',
        CASE WHEN n %% 2 = 1 THEN '浙江' ELSE '江苏' END
    FROM generate_series(0, %(orders)s - 1) n""",
    """INSERT INTO commerce_orderline (shop_id, order_id, position, title, spec, quantity,
        price_fen)
    SELECT shop_id, id, 1, '卫衣', '', 1, 0 FROM commerce_order WHERE shop_id = %(shop)s""",
    """INSERT INTO commerce_payment (shop_id, order_id, paid_at, fen, part, method,
        reference)
    SELECT shop_id, id, created_at, 100, 'whole', '', ''
    FROM commerce_order WHERE shop_id = %(shop)s""",
    """INSERT INTO commerce_shipment (shop_id, order_id, courier_id, waybill, province, shipped_at,
        signed_at, problem)
    SELECT shop_id, id, (%(couriers)s::bigint[])[1 + n %% 3], 'W' || n, province, created_at,
        CASE WHEN n > 40 THEN created_at + (40 + n %% 3 * 10) * interval '1 hour' END,
        CASE WHEN n %% 100 = 0 THEN 'lost' ELSE '' END
    FROM (SELECT *, number::int n FROM commerce_order WHERE shop_id = %(shop)s) o""",
)


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
        Courier.objects.create(shop=shop, code=name, name=name).pk
        for name in ("圆通", "中通", "申通")
    ]
    named = {
        "shop": shop.pk,
        "mine": thread.buyer_id,
        "buyers": [one.pk for one in buyers],
        "couriers": couriers,
        "at": at,
        "orders": ORDERS,
    }
    with unchecked(), connection.cursor() as cursor:
        for sql in MANY_SQL:
            cursor.execute(sql, named)
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
