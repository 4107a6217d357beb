"""Writes the demo shop's orders, parcels and price table through the actions of commerce."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from helpdesk.accounts.models import Shop
from helpdesk.commerce.actions.couriers import set_courier_price
from helpdesk.commerce.actions.shipping import add_tracking_events, upsert_shipments
from helpdesk.commerce.actions.upserting import upsert_orders
from helpdesk.commerce.order_facts import OrderFacts, ShipmentFacts
from helpdesk.commerce.promise import leaves_at
from helpdesk.demo_shop.addresses import receiver_of
from helpdesk.demo_shop.catalogue import BUYERS, PRODUCTS
from helpdesk.demo_shop.generate import DemoSession
from helpdesk.demo_shop.ordering import CUT_OFFS, demo_orders
from helpdesk.demo_shop.paying import DEPOSITS, payments_of
from helpdesk.demo_shop.scans import COURIER_CODES
from helpdesk.demo_shop.wording import SHANGHAI

PASSING: Final = 1200
"""Orders of people who never wrote: what the courier figures are computed from."""

_SEED: Final = 66
_NEAR: Final = ("浙江", "江苏", "上海", "安徽")
_FAR: Final = ("广东", "福建", "山东", "湖北", "湖南", "河南", "北京", "四川")
# First and next kilo near and far, in fen.
_ASKS: Final = {
    "圆通": (300, 100, 420, 200),
    "中通": (320, 110, 430, 220),
    "申通": (290, 100, 400, 200),
    "韵达": (280, 90, 390, 190),
    "极兔": (260, 80, 360, 180),
    "邮政": (500, 150, 700, 300),
}
_PROMISED: Final = {("圆通", "浙江"): 2, ("圆通", "江苏"): 2, ("中通", "上海"): 2}


def load_orders(shop: Shop, sessions: Sequence[DemoSession], now: datetime) -> Sequence[OrderFacts]:
    """All of it, inside the caller's transaction; the orders as they were told."""
    for courier, code in COURIER_CODES.items():
        near_first, near_next, far_first, far_next = _ASKS[courier]
        for province in (*_NEAR, *_FAR):
            is_near = province in _NEAR
            set_courier_price(
                actor=None,
                shop_id=shop.pk,
                courier=courier,
                code=code,
                province=province,
                first_kilo_fen=near_first if is_near else far_first,
                next_kilo_fen=near_next if is_near else far_next,
                promise_days=_PROMISED.get((courier, province)),
            )
    told = demo_orders(sessions, now)
    passing = list(_passing(now))
    orders = [one.order for one in told] + [order for order, _ in passing]
    upsert_orders(actor=None, shop_id=shop.pk, orders=orders)
    parcels = [one.shipment for one in told if one.shipment] + [parcel for _, parcel in passing]
    upsert_shipments(actor=None, shop_id=shop.pk, shipments=parcels)
    add_tracking_events(shop_id=shop.pk, scans=[scan for one in told for scan in one.scans])
    return orders


def _passing(now: datetime) -> list[tuple[OrderFacts, ShipmentFacts]]:
    rng = Random(_SEED)
    couriers, near = tuple(COURIER_CODES), range(8)
    rows = []
    for place in range(PASSING):
        product = PRODUCTS[rng.randrange(len(PRODUCTS))]
        # Half of what is sold goes to eight provinces.
        home = rng.choice(near) if rng.randrange(2) else rng.randrange(len(BUYERS))
        courier = couriers[rng.randrange(len(couriers))]
        paid = now - timedelta(days=8, minutes=rng.randrange(80 * 24 * 60))
        shipped = leaves_at(paid, CUT_OFFS, SHANGHAI)
        hours = 24 + couriers.index(courier) * 5 + rng.randrange(40)
        signed = shipped + timedelta(hours=hours)
        number = f"{paid.astimezone(SHANGHAI):%y%m%d}9{place:05}{rng.randrange(10_000):04}"
        order = OrderFacts(
            number=number,
            platform=BUYERS[home].platform,
            state="finished",
            goods_fen=product.price,
            paid_fen=product.price,
            payments=payments_of(product.price, paid, BUYERS[home].platform, place),
            created_at=paid - timedelta(days=3) if place % DEPOSITS == 0 else paid,
            paid_at=paid,
            shipped_at=shipped,
            signed_at=signed,
            receiver_address=receiver_of(home)[2],
        )
        parcel = ShipmentFacts(
            order_number=number,
            courier=courier,
            waybill=f"{COURIER_CODES[courier][:2].upper()}9{place:09}",
            shipped_at=shipped,
            signed_at=signed,
            problem=rng.choice(("delayed", "damaged", "lost")) if rng.randrange(40) == 0 else "",
        )
        rows.append((order, parcel))
    return rows
