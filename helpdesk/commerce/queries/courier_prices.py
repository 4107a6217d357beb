"""One courier's price table: a line for each province, with what parcels really took."""

from dataclasses import dataclass
from datetime import timedelta

from helpdesk.commerce.models import Courier, CourierPrice
from helpdesk.commerce.promise import Route
from helpdesk.commerce.provinces import PROVINCES
from helpdesk.commerce.queries.couriers import routes_for
from helpdesk.kernel import money
from helpdesk.kernel.clock import now


@dataclass(frozen=True, slots=True)
class PriceLine:
    """As text, for the form; ``seen`` is what is stored."""

    province: str
    first: str = ""
    next: str = ""
    days: str = ""
    seen: CourierPrice | None = None
    route: Route | None = None


def price_lines(courier: Courier, *, days: int, typed: PriceLine | None = None) -> list[PriceLine]:
    """Those with a price or parcels first; what somebody typed in vain keeps its words."""
    rows = CourierPrice.objects.filter(shop_id=courier.shop_id, courier=courier)
    prices = {price.province: price for price in rows}
    keys = {(courier.pk, province) for province in PROVINCES}
    routes = routes_for(courier.shop_id, keys, at=now(), window=timedelta(days=days))
    lines = []
    for province in PROVINCES:
        price, route = prices.get(province), routes.get((courier.pk, province))
        if typed is not None and typed.province == province:
            lines.append(PriceLine(province, typed.first, typed.next, typed.days, price, route))
            continue
        lines.append(
            PriceLine(
                province,
                bare(price.first_kilo_fen) if price else "",
                bare(price.next_kilo_fen) if price else "",
                str(price.promise_days or "") if price else "",
                price,
                route,
            )
        )
    return sorted(
        lines, key=lambda one: (one.seen is None, -(one.route.parcels if one.route else 0))
    )


def bare(fen: int) -> str:
    """3.00, as it is typed."""
    return money.yuan(fen).lstrip("¥").replace(",", "")
