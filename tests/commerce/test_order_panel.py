"""A buyer's orders beside the chat: what is shown, masked, changed in place, and at what price."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conversations.models import Conversation
from helpdesk.commerce.actions.shipping import add_tracking_event, upsert_shipment
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order, Product
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.kernel.clock import now
from tests.budgets import questions
from tests.cast import Cast, send
from tests.commerce.test_shipping import PARCEL, SCAN
from tests.commerce.test_upserting import FACTS
from tests.conversations.test_panel import browser_of, panel_of

Counted = Callable[[int], Any]

WITH_ORDERS = questions("panel with orders")
"""The panel without orders, rules, page of orders, lines, payments, parcels, scans, figures, table,
couriers, what became of their addresses, and the product that was ordered last."""


def ordered(cast: Cast, thread: Conversation, **more: Any) -> Order:
    facts = replace(FACTS, buyer_nick=None, **more)
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    Order.objects.filter(pk=done.order_id).update(buyer=thread.buyer)
    return Order.objects.get(pk=done.order_id)


def sent_off(cast: Cast, order: Order) -> None:
    facts = OrderFacts(number=order.number, state="shipped")
    upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    waybill = f"YT{order.number}"
    parcel = replace(PARCEL, order_number=order.number, waybill=waybill, shipped_at=now())
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=parcel)
    for text in ("已揽收", "已到达"):
        scan = replace(SCAN, waybill=waybill, at=now(), text=text)
        add_tracking_event(shop_id=cast.shop.pk, scan=scan)


def test_an_order_is_told_by_its_tail_and_nobodys_data_in_full(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    sent_off(cast, order)
    page = panel_of(thread, cast.mei)
    for words in ("…7731", "¥160.00", "张**", "138****5678", "浙江省绍兴市越城区***", "运输中"):
        assert words in page, words
    for hidden in ("张小贝", "13812345678", "解放路"):
        assert hidden not in page
    assert "5 步走了 3 步" in page and "按店规 3 天" in page


def test_what_is_paid_says_which_batch_it_leaves_with(cast: Cast) -> None:
    thread = cast.thread()
    ordered(cast, thread, paid_at=now(), created_at=now())
    assert "这批发" in panel_of(thread, cast.mei)
    late = now() - timedelta(days=3)
    ordered(cast, thread, number="L", paid_at=late, created_at=late)
    assert "还没发" in panel_of(thread, cast.mei)


def test_the_value_counts_what_stayed_with_the_shop(cast: Cast) -> None:
    thread = cast.thread()
    ordered(cast, thread, refunded_fen=1000)
    ordered(cast, thread, number="U", state="unpaid", paid_at=None)
    page = panel_of(thread, cast.mei)
    assert "¥150.00" in page and "已退 ¥10.00" in page


def test_another_shops_orders_are_never_in_it(cast: Cast) -> None:
    thread = cast.thread()
    upsert_order(actor=None, shop_id=cast.other_shop.pk, order=replace(FACTS, buyer_nick=None))
    assert "7731" not in panel_of(thread, cast.mei)


def test_older_orders_come_on_demand(cast: Cast) -> None:
    thread = cast.thread()
    for place in range(5):
        ordered(cast, thread, number=f"N{place}", created_at=now() - timedelta(days=place))
    page = panel_of(thread, cast.mei)
    address = f"/orders/of/{thread.buyer_id}/?start=3"
    assert page.count("data-order=") == 3 and address in page
    more = browser_of(cast.mei).get(address).content.decode()
    assert more.count("data-order=") == 2 and "data-load-orders" not in more
    assert browser_of(cast.oleg).get(address).status_code == 404
    assert browser_of(cast.mei).get(f"/orders/of/{thread.buyer_id}/?start=x").status_code == 400


def test_a_flag_is_changed_in_place(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    answer = browser_of(cast.mei).post(f"/orders/{order.pk}/flag/", {"flag": 3, "seen": 0})
    assert answer.status_code == 200 and "绿旗 · 客服成交" in answer.content.decode()
    stale = browser_of(cast.tom).post(
        f"/orders/{order.pk}/flag/", {"flag": 1, "seen": 0}, headers={"Accept": "application/json"}
    )
    assert stale.status_code == 409 and "同事刚改过" in stale.json()["error"]["message"]


def test_a_memo_is_changed_in_place_and_never_markup(cast: Cast) -> None:
    thread = cast.thread()
    order = ordered(cast, thread)
    form = {"memo": '小梅、发"中通"快递；<b>急</b>', "seen": order.memo}
    answer = browser_of(cast.mei).post(f"/orders/{order.pk}/memo/", form)
    assert answer.status_code == 200 and "<b>急" not in answer.content.decode()
    order.refresh_from_db()
    assert order.memo == form["memo"]
    empty = browser_of(cast.mei).post(f"/orders/{order.pk}/memo/", {"memo": ""})
    assert empty.status_code == 200
    order.refresh_from_db()
    assert order.memo == ""


@pytest.mark.parametrize("what", ["flag", "memo"])
def test_another_shops_order_does_not_exist(cast: Cast, what: str) -> None:
    order = ordered(cast, cast.thread())
    answer = browser_of(cast.oleg).post(f"/orders/{order.pk}/{what}/", {"flag": 1, "memo": "x"})
    assert answer.status_code == 404
    assert Client().post(f"/orders/{order.pk}/{what}/", {"flag": 1}).status_code == 302
    order.refresh_from_db()
    assert (order.flag, order.memo) == (0, FACTS.memo)


def test_the_size_follows_what_the_buyer_wrote(cast: Cast) -> None:
    chart = [{"size": "M", "height_cm": [160, 168], "weight_jin": [100, 122]}]
    product = Product.objects.create(
        shop=cast.shop, name="棉朵卫衣", kind="hoodie", price_fen=15900, size_chart=chart
    )
    thread = cast.thread("棉朵卫衣 我 165 身高 105 斤")
    send_from(cast, thread, "穿什么码")
    page = panel_of(thread, cast.mei)
    assert "穿 M" in page and "身高、体重都在 M 的范围里" in page
    browser = browser_of(cast.mei)
    asked = browser.get(f"/products/{product.pk}/size/?height=180&weight=150")
    assert "超出了尺码表" in asked.content.decode()
    assert browser.get(f"/products/{product.pk}/size/?height=9").status_code == 400
    stranger = browser_of(cast.oleg).get(f"/products/{product.pk}/size/?height=180&weight=150")
    assert stranger.status_code == 404


def send_from(cast: Cast, thread: Conversation, words: str) -> None:
    from conversations.speaker import buyer_of

    send(buyer_of(cast.shop.pk), thread, words)


@pytest.mark.parametrize("orders", [1, 6])
def test_the_panel_asks_the_same_however_many_orders(
    cast: Cast, orders: int, django_assert_num_queries: Counted
) -> None:
    thread = cast.thread()
    for place in range(orders):
        sent_off(cast, ordered(cast, thread, number=f"Q{place}"))
    browser = browser_of(cast.mei)
    with django_assert_num_queries(WITH_ORDERS):
        assert browser.get(f"/desk/{thread.pk}/panel/").status_code == 200
