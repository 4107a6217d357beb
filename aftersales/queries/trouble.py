"""What a product came back for lately, beside how many of it were sold: before a promise is made.

Each figure is a list of cases (`listing.py: Goods`), counted by the same rule as the list shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

from django.db import connection
from django.utils import timezone

from aftersales.causes import Cause
from aftersales.policy_rules import TROUBLE_DAYS
from helpdesk.accounts.policies import value_of
from helpdesk.kernel import clock

MOST_PRODUCTS = 20
"""Of one order; the rest of a longer one is shown without figures."""

MOST_LINES = 5_000
"""Of a product, the newest: what sold more in the time is said as "at least"."""

# Rows of (product, sku or null for all of it, cause or '' for what was sold, how many, whether
# there is more than was read).
SQL = """
WITH asked AS (SELECT unnest(%(products)s::bigint[]) AS product_id)
SELECT asked.product_id, l.sku_id, c.cause, count(DISTINCT c.id), false
FROM asked
CROSS JOIN LATERAL (
    SELECT case_id, sku_id FROM aftersales_caseline
    WHERE shop_id = %(shop)s AND product_id = asked.product_id AND opened_at >= %(since)s
    ORDER BY opened_at DESC LIMIT %(most)s
) l
JOIN aftersales_case c ON c.shop_id = %(shop)s AND c.id = l.case_id
GROUP BY GROUPING SETS ((asked.product_id, c.cause), (asked.product_id, l.sku_id, c.cause))
HAVING GROUPING(l.sku_id) = 1 OR l.sku_id IS NOT NULL
UNION ALL
SELECT asked.product_id, l.sku_id, '', coalesce(sum(l.quantity) FILTER (
    WHERE o.paid_at >= %(since)s), 0), sum(count(*)) OVER (
    PARTITION BY asked.product_id, GROUPING(l.sku_id)) >= %(most)s
FROM asked
CROSS JOIN LATERAL (
    SELECT order_id, sku_id, quantity FROM commerce_orderline
    WHERE shop_id = %(shop)s AND product_id = asked.product_id
    ORDER BY id DESC LIMIT %(most)s
) l
JOIN commerce_order o ON o.shop_id = %(shop)s AND o.id = l.order_id
GROUP BY GROUPING SETS ((asked.product_id), (asked.product_id, l.sku_id))
HAVING GROUPING(l.sku_id) = 1 OR l.sku_id IS NOT NULL
"""


class OfProduct(Protocol):
    """A line of an order or of a case."""

    position: int
    product_id: int | None
    sku_id: int | None


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many cases of one cause, and the list of them."""

    cause: Cause
    count: int
    query: str


@dataclass(slots=True)
class Trouble:
    """Of one product, or of one of its articles."""

    sold: int = 0
    is_more: bool = False
    causes: list[CauseCount] = field(default_factory=list)
    query: str = ""

    @property
    def count(self) -> int:
        """Each case has one cause."""
        return sum(one.count for one in self.causes)


@dataclass(frozen=True, slots=True)
class LineTrouble:
    """Beside one line: of its product, and of its article where the product has others."""

    days: int
    whole: Trouble
    article: Trouble | None


def since_of(days: int) -> datetime:
    """From the beginning of the shop's day, so that a figure and its list agree all day."""
    today = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days)


def trouble_days(shop_id: int) -> int:
    """How many days are looked at, by the shop's rule."""
    return int(value_of(shop_id, TROUBLE_DAYS))


def trouble_of(shop_id: int, lines: Iterable[OfProduct]) -> dict[int, LineTrouble]:
    """By the line's place. One query for all of them, and one for the rule; its work is bounded by
    `MOST_PRODUCTS` times `MOST_LINES`, however large the shop is."""
    known = [line for line in lines if line.product_id is not None]
    products = list(dict.fromkeys(line.product_id for line in known))[:MOST_PRODUCTS]
    if not products:
        return {}
    days = trouble_days(shop_id)
    found = _counted(shop_id, products, since_of(days))
    return {
        line.position: LineTrouble(
            days, found[line.product_id, None], _article(found, line.product_id, line.sku_id)
        )
        for line in known
        if (line.product_id, None) in found
    }


Key = tuple[int | None, int | None]


def _counted(shop_id: int, products: Sequence[int | None], since: datetime) -> dict[Key, Trouble]:
    found: dict[Key, Trouble] = {(product, None): Trouble() for product in products}
    given: dict[str, Any] = {
        "shop": shop_id,
        "products": products,
        "since": since,
        "most": MOST_LINES,
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, given)
        for product, sku, cause, count, is_more in cursor.fetchall():
            one = found.setdefault((product, sku), Trouble())
            if cause:
                query = _query(product, sku, cause)
                one.causes.append(CauseCount(Cause(cause), count, query))
            else:
                one.sold, one.is_more = int(count), is_more
    for (product, sku), one in found.items():
        one.causes.sort(key=lambda each: (-each.count, list(Cause).index(each.cause)))
        one.query = _query(product, sku)
    return found


def _article(found: Mapping[Key, Trouble], product: int | None, sku: int | None) -> Trouble | None:
    """Said of its own only where other articles of the product sold or came back too."""
    if sku is None or (product, sku) not in found:
        return None
    one, whole = found[product, sku], found[product, None]
    return None if (one.sold, one.count) == (whole.sold, whole.count) else one


def _query(product: int | None, sku: int | None, cause: str = "") -> str:
    said = {"product": product, "sku": sku, "cause": cause}
    return "?" + urlencode({name: value for name, value in said.items() if value})
