"""Which orders wait for what is out of stock, and what can be said to their buyers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from aftersales.registers.models import StockOut, StockOutOrder
from aftersales.registers.models.stock_out import UNSENT
from aftersales.registers.queries.checks import MOST
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order, OrderLine, OrderState, Product, Sku
from scripts_library.models import ScriptState
from scripts_library.queries.listing import Wanted, shelf

WORDS, MOST_WORDS = "缺货", 3
ORDERS = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """Orders of a row: how many wait, how many there are."""

    waiting: int
    every: int


def orders_waiting_for(row: StockOut) -> QuerySet[Order]:
    """Paid and not sent, with a line of this product, or of this SKU."""
    lines = OrderLine.objects.filter(
        shop_id=row.shop_id, order_id=OuterRef("pk"), product_id=row.product_id
    )
    if row.sku_id is not None:
        lines = lines.filter(sku_id=row.sku_id)
    return Order.objects.filter(Exists(lines), shop_id=row.shop_id, state=OrderState.PAID)


def orders_of(row: StockOut) -> Sequence[StockOutOrder]:
    """What nobody has told first, then who agreed to wait, the oldest order on top; as many as one
    looks through at a time. Those that are settled make room for the next."""
    rows = StockOutOrder.objects.filter(shop_id=row.shop_id, stock_out=row)
    rows = rows.select_related("order__buyer", "settled_by__user")
    waiting = rows.filter(state__in=UNSENT).order_by("-state", "order__created_at", "order_id")
    found = list(waiting[:ORDERS])
    settled = rows.exclude(state__in=UNSENT).order_by("-settled_at", "order_id")
    return found + list(settled[: ORDERS - len(found)])


def progress_of(shop_id: int, row_ids: Sequence[int]) -> dict[int, Progress]:
    """Of each of these rows; one query."""
    rows = StockOutOrder.objects.filter(shop_id=shop_id, stock_out_id__in=row_ids)
    counted = rows.values_list("stock_out_id").annotate(
        waiting=Count("order_id", filter=Q(state__in=UNSENT)), every=Count("order_id")
    )
    return {row_id: Progress(waiting, every) for row_id, waiting, every in counted}


def not_listed_yet(row: StockOut) -> int:
    """Orders that came after it was put down, up to one more than `MOST`."""
    there = StockOutOrder.objects.filter(
        shop_id=row.shop_id, stock_out=row, order_id=OuterRef("pk")
    )
    return orders_waiting_for(row).filter(~Exists(there))[: MOST + 1].count()


def words_for_stock_outs(membership: Membership) -> Sequence[Any]:
    """What the library has to say about it, the most used first."""
    wanted = Wanted(words=WORDS, state=ScriptState.APPROVED)
    return shelf(membership, wanted).scripts[:MOST_WORDS]


def goods_found(shop_id: int, words: str) -> list[tuple[Product, list[Sku]]]:
    """Products whose name holds these words, with what there is of each."""
    bare = words.replace("\x00", "").strip()[:60]
    if not bare:
        return []
    rows = Product.objects.filter(shop_id=shop_id, retired_at=None, name__icontains=bare)
    products = list(rows.order_by("name")[:5])
    skus: dict[int, list[Sku]] = {}
    of_them = Sku.objects.filter(shop_id=shop_id, product__in=products, retired_at=None)
    for sku in of_them.order_by("spec", "pk"):
        skus.setdefault(sku.product_id, []).append(sku)
    return [(one, skus.get(one.pk, [])) for one in products]
