"""An installation from before: sealed in batches, killed in the middle, gone on with."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from helpdesk.embedded.servers import throwaway
from tests.installation import ROOT, Installation

COUNT = 12_000

pytestmark = pytest.mark.fault

SHOP = """
INSERT INTO accounts_shop (name, slug, time_zone, business_day_cut, is_demo, created_at)
VALUES ('小满', 'before', 'Asia/Shanghai', '00:00', false, now()) RETURNING id
"""
ORDERS = """
INSERT INTO commerce_order (shop_id, number, platform, state, goods_fen, freight_fen, discount_fen,
    paid_fen, refunded_fen, created_at, flag, memo, province,
    receiver_name, receiver_phone, receiver_address)
SELECT %s, 'B' || at, 'web', 'shipped', 0, 0, 0, 0, 0, now(), 0, '', '浙江', '张小贝',
    '138' || lpad(at::text, 8, '0'), '浙江省绍兴市越城区解放路' || at || '号'
FROM generate_series(%s::bigint, %s::bigint) AS at
"""
SCANS = """
WITH courier AS (
    INSERT INTO commerce_courier (shop_id, code, name, phone)
    SELECT shop_id, 'yto', '圆通', '' FROM commerce_order WHERE number = 'B1' RETURNING id
), parcel AS (
    INSERT INTO commerce_shipment (shop_id, order_id, courier_id, waybill, province, shipped_at,
        problem)
    SELECT shop_id, commerce_order.id, courier.id, 'YT1', '', now(), ''
    FROM commerce_order, courier WHERE number = 'B1' RETURNING id, shop_id
)
INSERT INTO commerce_trackingevent (shop_id, shipment_id, at, place, text)
SELECT shop_id, parcel.id, '2026-01-01', '', text
FROM parcel, unnest(ARRAY['派件 13911112222', '派件 139****2222', '已签收']) AS text
"""
READ = """
import json, django
django.setup()
from helpdesk.commerce.models import Order
from helpdesk.commerce.receivers import RECEIVER, hashes_of_phone, opened
order = Order.objects.get(number="B777")
found = Order.objects.filter(phone_hash__in=hashes_of_phone(order.shop_id, "138-0001-1999"))
late = Order.objects.get(number="B99999")
print(json.dumps([[opened(order, one) for one in RECEIVER], [one.number for one in found],
    opened(late, "receiver_phone")]))
"""


@pytest.fixture
def before() -> Iterator[Installation]:
    with throwaway() as servers:
        made = Installation(servers.database_url, servers.redis_url)
        made.migrate("commerce", "0005_order_changed_at")
        yield made
        made.database.close()


PLAIN = "SELECT count(*) FROM commerce_order WHERE receiver_phone <> ''"
SEALED = "SELECT count(*) FROM commerce_order WHERE receiver_phone_sealed IS NOT NULL"


def test_killed_gone_on_with_and_nothing_lost_on_the_way(before: Installation) -> None:
    shop = before.one(SHOP)
    before.database.execute(ORDERS, (shop, 1, COUNT))
    before.database.execute(SCANS)
    before.migrate("commerce", "0006_sealed_columns")

    process = before.migrating("commerce", "0007_sealing")
    end = time.monotonic() + 120
    while not 0 < before.one(SEALED) < COUNT:
        assert time.monotonic() < end and process.poll() is None, "not caught in the middle"
    process.kill()
    process.wait(30)
    half = before.one(SEALED)
    assert 0 < half < COUNT and before.one(PLAIN) + half == COUNT, "each is one or the other"

    before.migrate("commerce", "0007_sealing")
    assert (before.one(SEALED), before.one(PLAIN)) == (COUNT, 0)
    texts = before.database.execute("SELECT text FROM commerce_trackingevent ORDER BY text")
    assert [text for (text,) in texts] == ["已签收", "派件 139****2222"]

    # A process of the old version writes once more before the columns go.
    before.database.execute(ORDERS, (shop, 99999, 99999))
    before.migrate("commerce", "0008_personal_data")
    columns = before.database.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'commerce_order'"
    )
    assert not {"receiver_name", "receiver_phone", "receiver_address"} & {one for (one,) in columns}
    read = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env=before.env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    receiver, found, late = json.loads(read.stdout)
    assert receiver == ["张小贝", "13800000777", "浙江省绍兴市越城区解放路777号"]
    assert (found, late) == (["B11999"], "13800099999")

    before.migrate("commerce", "0005_order_changed_at")
    assert before.one("SELECT receiver_phone FROM commerce_order WHERE number = 'B777'") == (
        "13800000777"
    ), "there is a way back while the key is there"
