"""Which orders wait for what is out of stock, and what can be said to their buyers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aftersales.registers.models import StockOut, StockOutOrder
from aftersales.registers.models.stock_out import Settled
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import OrderLine, OrderState, Product, Sku
from scripts_library.models import ScriptState
from scripts_library.queries.listing import Wanted, shelf

WORDS, MOST_WORDS = "缺货", 3


@dataclass(frozen=True, slots=True)
class Progress:
    """Orders of a row: how many wait, how many there are."""

    waiting: int
    every: int


def orders_waiting_for(row: StockOut) -> list[int]:
    """Paid and not sent, with a line of this product, or of this SKU; the oldest first."""
    lines = OrderLine.objects.filter(
        shop_id=row.shop_id, product_id=row.product_id, order__state=OrderState.PAID
    )
    if row.sku_id is not None:
        lines = lines.filter(sku_id=row.sku_id)
    found = lines.order_by("order__created_at", "order_id").values_list("order_id", flat=True)
    return list(dict.fromkeys(found))


def orders_of(row: StockOut) -> Sequence[StockOutOrder]:
    """What waits first, the order that has waited longest on top."""
    rows = StockOutOrder.objects.filter(shop_id=row.shop_id, stock_out=row)
    found = rows.select_related("order__buyer", "settled_by__user")
    return sorted(found, key=lambda one: (one.state != Settled.WAITING, one.order.created_at))


def progress_of(shop_id: int, row_ids: Sequence[int]) -> dict[int, Progress]:
    """Of each of these rows; one query."""
    states: dict[int, list[str]] = {}
    rows = StockOutOrder.objects.filter(shop_id=shop_id, stock_out_id__in=row_ids)
    for row_id, state in rows.values_list("stock_out_id", "state"):
        states.setdefault(row_id, []).append(state)
    return {
        row_id: Progress(found.count(Settled.WAITING), len(found))
        for row_id, found in states.items()
    }


def not_listed_yet(row: StockOut) -> int:
    """Orders that came after it was put down."""
    there = StockOutOrder.objects.filter(shop_id=row.shop_id, stock_out=row)
    return len(set(orders_waiting_for(row)) - set(there.values_list("order_id", flat=True)))


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
