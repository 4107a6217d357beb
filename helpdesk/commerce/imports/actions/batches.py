"""One batch: what it would do, and doing it; by what the table is of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from helpdesk.commerce.imports.actions import goods_batches, order_batches, price_batches
from helpdesk.commerce.imports.batch_result import BatchResult
from helpdesk.commerce.imports.goods import read_prices, read_products
from helpdesk.commerce.imports.grouping import ReadItem
from helpdesk.commerce.imports.models import ImportKind, OrderImport
from helpdesk.commerce.imports.orders import read_orders
from helpdesk.commerce.imports.rows import Recipe
from helpdesk.commerce.imports.tables import Row

Read = Callable[[Iterable[Row], Recipe], Iterator[Any]]


class Batch(Protocol):
    """Deals with a batch; written inside the caller's transaction, under the shop's lock."""

    def __call__(self, *, row: OrderImport, batch: Sequence[Any]) -> BatchResult: ...


@dataclass(frozen=True, slots=True)
class Work:
    """How rows of one kind are read, tried out and written."""

    read: Read
    tried: Batch
    written: Batch


WORK: Mapping[str, Work] = {
    ImportKind.ORDERS: Work(read_orders, order_batches.tried, order_batches.written),
    ImportKind.GOODS: Work(read_products, goods_batches.tried, goods_batches.written),
    ImportKind.PRICES: Work(read_prices, price_batches.tried, price_batches.written),
}


def tried_batch(*, row: OrderImport, batch: Sequence[ReadItem]) -> BatchResult:
    """What writing it would do; writes nothing."""
    return WORK[row.kind].tried(row=row, batch=batch)


def written_batch(*, row: OrderImport, batch: Sequence[ReadItem]) -> BatchResult:
    """Write it, and what is needed to take it back."""
    return WORK[row.kind].written(row=row, batch=batch)


def read_items(kind: str, rows: Iterable[Row], recipe: Recipe) -> Iterator[ReadItem]:
    """Every thing of the file, by what the table is of."""
    return WORK[kind].read(rows, recipe)
