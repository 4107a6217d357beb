"""A receiver in its row: sealed, bound to it, found by phone, and never in the clear again."""

import secrets
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.noting import set_memo
from helpdesk.commerce.actions.shipping import add_tracking_event, upsert_shipment
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order, TrackingEvent
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.commerce.receivers import COLUMNS, RECEIVER, opened, shown
from helpdesk.kernel.keyring import keys_from
from helpdesk.kernel.sealing import KeyMissing, SealBroken, Unreadable
from tests.cast import Cast
from tests.commerce.test_shipping import PARCEL, SCAN
from tests.commerce.test_upserting import FACTS
from tests.conversations.test_panel import browser_of, panel_of


def stored(cast: Cast, **more: Any) -> Order:
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=replace(FACTS, **more))
    return Order.objects.get(pk=done.order_id)


def test_what_is_stored_comes_back_and_stands_nowhere_in_the_row(cast: Cast) -> None:
    order = stored(cast)
    assert [opened(order, field) for field in RECEIVER] == [
        FACTS.receiver_name,
        FACTS.receiver_phone,
        FACTS.receiver_address,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT o::text FROM commerce_order o WHERE id = %s", [order.pk])
        row = cursor.fetchone()[0]
    for words in ("张小贝", "13812345678", "解放路"):
        assert words not in row and words.encode().hex() not in row
    assert "浙江" in row


def test_what_is_not_known_is_null(cast: Cast) -> None:
    order = stored(cast, receiver_name="", receiver_phone=None, receiver_address=None)
    assert (order.receiver_name_sealed, order.receiver_phone_sealed, order.phone_hash) == (
        None,
        None,
        None,
    )
    assert not shown(order).known


def test_only_what_differs_is_sealed_anew(cast: Cast) -> None:
    before = stored(cast)
    again = upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    assert again.outcome == "unchanged"
    moved = OrderFacts(number=FACTS.number, receiver_address="江苏省苏州市姑苏区人民路2号")
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=moved)
    assert done.fields == ("receiver_address",)
    after = Order.objects.get(pk=before.pk)
    assert (opened(after, "receiver_address"), after.province) == (moved.receiver_address, "江苏")
    assert bytes(after.receiver_phone_sealed) == bytes(before.receiver_phone_sealed)
    assert after.phone_hash == before.phone_hash


@pytest.mark.parametrize("field", RECEIVER)
def test_swapped_rows_are_refused(cast: Cast, field: str) -> None:
    mine, other = stored(cast), stored(cast, number="OTHER1", receiver_name="李四")
    column = COLUMNS[field][0]
    Order.objects.filter(pk=mine.pk).update(**{column: getattr(other, column)})
    mine.refresh_from_db()
    with pytest.raises(SealBroken):
        opened(mine, field)
    assert shown(mine).problem == "unreadable"


@pytest.mark.parametrize("column", [columns[0] for columns in COLUMNS.values()])
@pytest.mark.parametrize("plain", [b"13812345678", "浙江省绍兴市越城区解放路1号".encode(), b""])
def test_the_database_takes_no_plain_text(cast: Cast, column: str, plain: bytes) -> None:
    order = stored(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**{column: plain})


def test_the_database_takes_no_hash_without_its_phone(cast: Cast) -> None:
    order = stored(cast, receiver_phone=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(phone_hash=b"x" * 20)


def test_without_the_key_the_panel_stands_and_nothing_is_overwritten(
    cast: Cast, settings: Any
) -> None:
    thread = cast.thread()
    order = stored(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    settings.PERSONAL_DATA_KEYS = keys_from("KEYS", secrets.token_hex(32))
    page = panel_of(thread, cast.mei)
    assert "收货资料打不开" in page and "…7731" in page and "data-reveal-form" in page
    answer = browser_of(cast.mei).post(
        f"/orders/{order.pk}/receiver/",
        {"field": "receiver_phone", "reason": "call"},
        headers={"Accept": "application/json"},
    )
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (503, "personal_data_unreadable")
    assert "密钥" in error["message"] and "没有丢" in error["action"]
    assert not AuditEntry.objects.filter(verb="order.receiver_revealed").exists()
    with pytest.raises(KeyMissing):
        upsert_order(actor=None, shop_id=cast.shop.pk, order=replace(FACTS, receiver_name="王五"))
    kept = Order.objects.get(pk=order.pk)
    assert bytes(kept.receiver_name_sealed) == bytes(order.receiver_name_sealed)
    assert Client().get("/healthz").json()["checks"]["postgres"] == "ok"


def test_a_wrong_key_in_the_right_ones_place_is_no_nonsense_text(cast: Cast, settings: Any) -> None:
    order, right = stored(cast), settings.PERSONAL_DATA_KEYS[0]
    forged = type(right)(secrets.token_bytes(32), right.mark)
    settings.PERSONAL_DATA_KEYS = (forged,)
    with pytest.raises(Unreadable):
        opened(order, "receiver_name")


def test_scans_and_memos_on_record_hold_no_number(cast: Cast) -> None:
    order = stored(cast)
    upsert_shipment(actor=None, shop_id=cast.shop.pk, shipment=PARCEL)
    scan = replace(SCAN, text="派件员张三 13911112222 正在派件")
    assert add_tracking_event(shop_id=cast.shop.pk, scan=scan)
    assert not add_tracking_event(shop_id=cast.shop.pk, scan=scan)
    assert TrackingEvent.objects.get().text == "派件员张三 139****2222 正在派件"
    memo = "改地址，打 13812345678"
    set_memo(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=order.pk, memo=memo)
    assert Order.objects.get(pk=order.pk).memo == memo
    entry = AuditEntry.objects.get(verb="order.memo_set")
    assert entry.data["after"] == "改地址，打 138****5678"
