"""Parcels and their scans, told again and again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.shipping import (
    add_tracking_event,
    add_tracking_events,
    upsert_shipment,
    upsert_shipments,
)
from helpdesk.commerce.actions.upserting import upsert_order, upsert_orders
from helpdesk.commerce.errors import FactsWrong, OrderNotFound, ShipmentNotFound
from helpdesk.commerce.models import Courier, Shipment, TrackingEvent
from helpdesk.commerce.order_facts import ScanFacts, ShipmentFacts
from tests.cast import Cast
from tests.commerce.test_upserting import DAY, FACTS

PARCEL = ShipmentFacts(
    order_number=FACTS.number, courier="圆通", waybill="YT7731204", shipped_at=DAY
)
SCAN = ScanFacts(waybill="YT7731204", at=DAY, place="杭州", text="已到达")
Counted = Callable[[int], Any]


def test_a_parcel_is_stored_once_and_then_only_changed(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    outcomes = []
    for facts in (PARCEL, PARCEL, replace(PARCEL, signed_at=DAY + timedelta(days=2))):
        done = upsert_shipment(actor=cast.mei.user, shop_id=cast.shop.pk, shipment=facts)
        outcomes.append((done.outcome, done.fields))
    assert outcomes == [
        ("created", ("shipped_at",)),
        ("unchanged", ()),
        ("changed", ("signed_at",)),
    ]
    assert Courier.objects.filter(shop=cast.shop).count() == 1
    assert Shipment.objects.get(shop=cast.shop).province == "浙江"
    assert AuditEntry.objects.filter(shop=cast.shop, verb__startswith="shipment.").count() == 2


def test_a_courier_is_found_by_its_code_too(cast: Cast) -> None:
    Courier.objects.create(shop=cast.shop, code="yto", name="圆通")
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    by_code = replace(PARCEL, courier="yto")
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=by_code)
    again = upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=PARCEL)
    assert again.outcome == "unchanged"


def test_the_order_must_be_the_shops_own(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    with pytest.raises(OrderNotFound):
        upsert_shipment(actor=None, shop_id=cast.other_shop.pk, shipment=PARCEL)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"waybill": ""}, "waybill"),
        ({"courier": "x" * 33}, "courier"),
        ({"signed_at": DAY - timedelta(seconds=1)}, "signed_at"),
        ({"shipped_at": DAY.replace(tzinfo=None)}, "shipped_at"),
        ({"problem": "eaten"}, "problem"),
    ],
)
def test_wrong_parcels_are_refused(cast: Cast, wrong: dict[str, object], field: str) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    with pytest.raises(FactsWrong) as refused:
        upsert_shipment(
            actor=None,
            shop_id=cast.shop.pk,
            shipment=replace(PARCEL, **wrong),  # type: ignore[arg-type]
        )
    assert refused.value.facts["field"] == field


def test_the_same_scan_twice_is_one(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=PARCEL)

    def scanned() -> bool:
        return add_tracking_event(shop_id=cast.shop.pk, scan=SCAN)

    assert [scanned(), scanned()] == [True, False]
    assert TrackingEvent.objects.filter(shop=cast.shop).count() == 1


def test_a_scan_of_another_shops_parcel_is_nobodys(cast: Cast) -> None:
    upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=PARCEL)
    with pytest.raises(ShipmentNotFound):
        add_tracking_event(shop_id=cast.other_shop.pk, scan=SCAN)


@pytest.mark.parametrize("size", [1, 150])
def test_a_batch_of_parcels_costs_the_same_whatever_its_size(
    cast: Cast, size: int, django_assert_max_num_queries: Counted
) -> None:
    orders = [replace(FACTS, number=f"P{n}", buyer_nick=None) for n in range(size)]
    upsert_orders(actor=None, shop_id=cast.shop.pk, orders=orders)
    parcels = [replace(PARCEL, order_number=one.number, waybill=f"W{one.number}") for one in orders]
    unknown = replace(PARCEL, order_number="nobody's")
    with django_assert_max_num_queries(10):
        done = upsert_shipments(actor=None, shop_id=cast.shop.pk, shipments=[*parcels, unknown])
    assert [one.outcome for one in done] == ["created"] * size + ["refused"]
    again = [replace(one, problem="stuck") for one in parcels]
    with django_assert_max_num_queries(10):
        done = upsert_shipments(actor=None, shop_id=cast.shop.pk, shipments=again)
    assert {(one.outcome, one.fields) for one in done} == {("changed", ("problem",))}
    scans = [replace(SCAN, waybill=one.waybill) for one in parcels]
    for added in (size, 0):
        with django_assert_max_num_queries(6):
            assert add_tracking_events(shop_id=cast.shop.pk, scans=scans) == added
