"""What is told of orders, and how a flood is told."""

from dataclasses import replace

from helpdesk.commerce.actions.noting import set_flag, set_memo
from helpdesk.commerce.actions.shipping import upsert_shipment
from helpdesk.commerce.actions.upserting import upsert_order, upsert_orders
from helpdesk.commerce.imports.actions.undoing import start_undo
from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.order_facts import ShipmentFacts
from helpdesk.integrations.actions.claiming import claim_due
from helpdesk.integrations.models import DeliveryState, WebhookEvent
from helpdesk.kernel.clock import now
from tests.cast import Cast
from tests.commerce.test_upserting import FACTS
from tests.imports.conftest import fresh, uploaded, written
from tests.imports.files import csv_of, taobao
from tests.integrations.conftest import deliveries_of, endpoint_of

PRIVATE = replace(
    FACTS,
    number="261122000041",
    receiver_name="张小贝",
    receiver_phone="13812345678",
    receiver_address="浙江省绍兴市越城区人民路 8 号",
    memo="打 13812345678 改地址",
)


def told(cast: Cast) -> list[dict[str, object]]:
    events = WebhookEvent.objects.filter(shop=cast.shop).order_by("pk")
    return [event.payload for event in events]


def stored(cast: Cast) -> int:
    done = upsert_order(actor=cast.lan.user, shop_id=cast.shop.pk, order=PRIVATE)
    assert done.order_id is not None
    return done.order_id


def test_a_new_order_is_told_masked(cast: Cast) -> None:
    endpoint_of(cast.lan)
    stored(cast)
    [order] = told(cast)
    assert order["number"] == PRIVATE.number
    assert order["memo"] == "打 138****5678 改地址"
    assert order["receiver"] == {
        "name": "张**",
        "phone": "138****5678",
        "address": "浙江省绍兴市越城区***",
    }
    assert "12345678" not in str(order) and "人民路" not in str(order)


def test_an_order_that_changes_again_is_owed_once(cast: Cast) -> None:
    order_id = stored(cast)
    endpoint_of(cast.lan, kinds=("order.changed",))
    who = {"actor": cast.mei.user, "shop_id": cast.shop.pk, "order_id": order_id}
    set_flag(**who, flag=1)
    set_memo(**who, memo="换货 小梅")
    set_flag(**who, flag=2)
    states = [row.state for row in deliveries_of(cast.lan)]
    assert states == [DeliveryState.MERGED, DeliveryState.MERGED, DeliveryState.WAITING]
    last = told(cast)[-1]
    assert last["flag"] == "yellow" and last["memo"] == "换货 小梅"
    assert last["fields"] == ["flag", "memo"]


def test_what_somebody_is_sending_already_is_not_merged(cast: Cast) -> None:
    order_id = stored(cast)
    endpoint_of(cast.lan, kinds=("order.changed",))
    who = {"actor": cast.mei.user, "shop_id": cast.shop.pk, "order_id": order_id}
    set_flag(**who, flag=1)
    assert len(claim_due(room=1)) == 1
    set_flag(**who, flag=2)
    assert {row.state for row in deliveries_of(cast.lan)} == {DeliveryState.WAITING}


def test_a_parcel_is_a_change_of_its_order(cast: Cast) -> None:
    stored(cast)
    endpoint_of(cast.lan, kinds=("order.changed",))
    parcel = ShipmentFacts(
        order_number=PRIVATE.number, courier="圆通", waybill="YT1", shipped_at=now()
    )
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=parcel)
    assert [one["fields"] for one in told(cast)] == [["parcels"]]


def test_a_batch_is_one_event_however_many_orders_it_has(cast: Cast) -> None:
    endpoint_of(cast.lan)
    orders = [replace(FACTS, number=f"B{number:05}") for number in range(500)]
    upsert_orders(actor=None, shop_id=cast.shop.pk, orders=orders)
    [event] = WebhookEvent.objects.filter(shop=cast.shop)
    assert event.kind == "orders.changed_in_bulk"
    assert event.payload["created"] == 500 and len(event.payload["numbers"]) == 500
    upsert_orders(actor=None, shop_id=cast.shop.pk, orders=orders)
    assert WebhookEvent.objects.filter(shop=cast.shop).count() == 1, "nothing changed"


def test_an_order_that_an_undo_restores_is_told_once(cast: Cast) -> None:
    written(uploaded(cast.qin, csv_of(taobao(3))), cast.qin)
    changed = taobao(3).replace("云感卫衣", "云感卫衣 新款")
    row = written(uploaded(cast.qin, csv_of(changed)), cast.qin)
    assert row.counts["changed"] == 3
    endpoint_of(cast.lan)
    start_undo(actor=cast.qin.user, row=fresh(row))
    work(import_id=row.pk)
    [event] = WebhookEvent.objects.filter(shop=cast.shop)
    assert event.payload["changed"] == 3


def test_an_import_of_a_thousand_orders_writes_two_deliveries(cast: Cast) -> None:
    endpoint_of(cast.lan)
    row = written(uploaded(cast.qin, csv_of(taobao(1000))), cast.qin)
    assert row.counts["created"] == 1000
    kinds = [one.kind for one in deliveries_of(cast.lan)]
    assert set(kinds) == {"orders.changed_in_bulk"} and len(kinds) <= 4
