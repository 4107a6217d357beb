"""The demo's orders agree with what its chats say, whenever the demo is started."""

from datetime import UTC, datetime, timedelta

import pytest

from helpdesk.commerce.order_rules import problem_of
from helpdesk.demo_shop.catalogue import BUYERS, PRODUCTS
from helpdesk.demo_shop.generate import conversations
from helpdesk.demo_shop.order_moments import _BY_SCENE, moment_of
from helpdesk.demo_shop.ordering import DemoOrder, demo_orders
from helpdesk.demo_shop.scenes import load_scenes

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def orders() -> list[DemoOrder]:
    return demo_orders(conversations(NOW), NOW)


def test_every_named_scene_exists() -> None:
    assert set(_BY_SCENE) <= {scene.slug for scene in load_scenes()}


def test_every_chat_about_an_order_finds_it(orders: list[DemoOrder]) -> None:
    by_buyer: dict[str, dict[str, DemoOrder]] = {}
    for one in orders:
        by_buyer.setdefault(str(one.order.buyer_nick), {})[one.order.number[-4:]] = one
    for session in conversations(NOW):
        if moment_of(session.scene, session.stage) is None:
            continue
        found = by_buyer[BUYERS[session.buyer_index].nickname][session.facts.order_tail]
        [line] = found.order.lines or ()
        assert line.title == PRODUCTS[session.product_index].name
        assert session.facts.colour in line.spec and session.facts.size in line.spec
        assert found.order.created_at is not None
        if found.shipment:
            assert found.shipment.courier == session.facts.courier
            assert found.shipment.waybill.endswith(session.facts.waybill_tail)


def test_each_buyer_has_a_few_and_every_state_occurs(orders: list[DemoOrder]) -> None:
    counts = [sum(one.order.buyer_nick == buyer.nickname for one in orders) for buyer in BUYERS]
    assert min(counts) >= 2 and sum(counts) / len(counts) < 5
    states = {one.order.state for one in orders}
    assert states == {"unpaid", "paid", "shipped", "signed", "finished", "closed"}
    on_the_way = [one for one in orders if one.order.state == "shipped"]
    assert any(len(one.scans) > 1 for one in on_the_way)


@pytest.mark.parametrize("hours", range(0, 48, 5))
def test_nothing_is_told_of_the_future_or_out_of_order(hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    orders = demo_orders(conversations(now), now)
    assert len({one.order.number for one in orders}) == len(orders)
    for one in orders:
        order = one.order
        assert problem_of(order, None) is None
        moments = [order.created_at, order.paid_at, order.shipped_at, order.signed_at]
        told = [moment for moment in moments if moment is not None]
        assert told == sorted(told) and told[-1] <= now, (order, one.shipment)
        assert all(scan.at <= now for scan in one.scans)
        assert [scan.at for scan in one.scans] == sorted(scan.at for scan in one.scans)


def test_the_same_now_gives_the_same_orders(orders: list[DemoOrder]) -> None:
    assert demo_orders(conversations(NOW), NOW) == orders
