"""What a courier's scanners say about a parcel on its way. Pure."""

from datetime import datetime, timedelta
from typing import Final

from helpdesk.commerce.order_facts import ScanFacts
from helpdesk.demo_shop.facts import Facts

WAYBILL_HEADS: Final = {
    "圆通": "YT",
    "中通": "ZT",
    "申通": "ST",
    "韵达": "YD",
    "极兔": "JT",
    "邮政": "EM",
}
COURIER_CODES: Final = {
    "圆通": "yto",
    "中通": "zto",
    "申通": "sto",
    "韵达": "yunda",
    "极兔": "jtexpress",
    "邮政": "ems",
}


def scans_of(
    waybill: str,
    facts: Facts,
    city: str,
    *,
    picked_up: datetime,
    hub_at: datetime | None,
    ends: datetime,
    now: datetime,
) -> tuple[ScanFacts, ...]:
    """From the shop's door to the buyer's, as far as the parcel has come by now."""
    way = ends - picked_up
    at_hub = hub_at if hub_at is not None and hub_at > picked_up else picked_up + way * 0.45
    told = (
        (picked_up, "绍兴揽收点", f"{facts.courier}已揽收"),
        (at_hub, facts.hub, f"到达{facts.hub}"),
        (max(at_hub + (ends - at_hub) * 0.5, at_hub), f"{city}分拨中心", f"到达{city}分拨中心"),
        (ends - timedelta(hours=5), f"{city}网点", "快递员正在派送"),
        (ends, f"{city}网点", "已签收"),
    )
    return tuple(
        ScanFacts(waybill=waybill, at=at, place=place, text=text)
        for at, place, text in sorted(told)
        if at <= now
    )
