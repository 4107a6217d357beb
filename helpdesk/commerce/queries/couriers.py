"""How fast and how safely parcels go, by courier and province, computed from the parcels."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from helpdesk.commerce.models import Courier
from helpdesk.commerce.promise import Route
from helpdesk.kernel.clock import now

WINDOW = timedelta(days=90)
RouteKey = tuple[int, str]

ROUTES_SQL = """
SELECT courier_id, province, count(*), count(signed_at),
       percentile_cont(0.5) WITHIN GROUP (
           ORDER BY extract(epoch FROM signed_at - shipped_at) / 3600.0
       ) FILTER (WHERE signed_at IS NOT NULL),
       count(*) FILTER (WHERE problem <> '')
FROM commerce_shipment
WHERE shop_id = %s AND shipped_at >= %s {only}
GROUP BY courier_id, province
ORDER BY courier_id, province
"""
ONLY = "AND (courier_id, province) IN (SELECT * FROM unnest(%s::bigint[], %s::text[]))"


@dataclass(frozen=True, slots=True)
class CourierRoute:
    """One row of the courier figures."""

    courier_id: int
    province: str
    route: Route


def courier_routes(shop_id: int, *, at: datetime | None = None) -> list[CourierRoute]:
    """Every route of the last ninety days."""
    return _asked(ROUTES_SQL.format(only=""), [shop_id, (at or now()) - WINDOW])


def routes_for(
    shop_id: int, keys: set[RouteKey], *, at: datetime, window: timedelta = WINDOW
) -> dict[RouteKey, Route]:
    """The figures of these routes only."""
    if not keys:
        return {}
    wanted = sorted(keys)
    rows = _asked(
        ROUTES_SQL.format(only=ONLY),
        [shop_id, at - window, [key[0] for key in wanted], [key[1] for key in wanted]],
    )
    return {(row.courier_id, row.province): row.route for row in rows}


def _asked(sql: str, values: list[Any]) -> list[CourierRoute]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [
            CourierRoute(
                courier_id=courier,
                province=province,
                route=Route(parcels, signed, None if hours is None else float(hours), problems),
            )
            for courier, province, parcels, signed, hours, problems in cursor.fetchall()
        ]


def courier_names(shop_id: int) -> list[str]:
    """Those that the shop works with, by name."""
    rows = Courier.objects.filter(shop_id=shop_id).order_by("name")
    return list(rows.values_list("name", flat=True))
