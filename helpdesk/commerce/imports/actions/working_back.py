"""A worker takes an import back, batch by batch.

Each batch is one transaction that also says which rows it dealt with, so that a worker may die
anywhere and the next one goes on with the rest. Two at once: the second finds nothing left.
"""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop
from helpdesk.commerce.actions.telling import tell_orders
from helpdesk.commerce.imports.actions.taking_back import take_back
from helpdesk.commerce.imports.models import (
    ImportState,
    ImportTrace,
    OrderImport,
    Traced,
    TraceOutcome,
)
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import ProductChanged
from helpdesk.realtime.publish import publish

BATCH = 500

ORDER_OF_KINDS = (
    *(Traced.ORDER, Traced.BUYER),
    *(Traced.SKU, Traced.PRODUCT),
    *(Traced.PRICE, Traced.COURIER),
)
"""What hangs on something else goes first."""


def work_back(row: OrderImport) -> None:
    """The worker's part: until nothing is left, or the import is no longer ours."""
    for what in ORDER_OF_KINDS:
        while done := _step(row, what):
            if done < 0:
                return
    _finish(row)


@transaction.atomic
def _step(row: OrderImport, what: str) -> int:
    """One batch; how many rows it dealt with, -1 when the import has moved on."""
    locked(Shop.objects.filter(pk=row.shop_id)).get()
    held = locked(
        OrderImport.objects.filter(pk=row.pk, state=ImportState.UNDOING, attempt=row.attempt)
    ).first()
    if held is None:
        return -1
    traces = list(
        ImportTrace.objects.filter(
            shop_id=row.shop_id, order_import_id=row.pk, what=what, outcome=""
        )
        .order_by("row_id")
        .defer("before")[:BATCH]
    )
    if not traces:
        return 0
    counts = take_back(held, what, traces)
    _tell(held, what, [one.row_id for one in traces])
    undo = held.undo | {name: held.undo.get(name, 0) + count for name, count in counts.items()}
    OrderImport.objects.filter(pk=row.pk).update(
        undo=undo | {"done": held.undo["done"] + len(traces)}, beat_at=clock.now(), tries=0
    )
    return len(traces)


def _tell(row: OrderImport, what: str, ids: list[int]) -> None:
    """Other systems hear of orders that are gone or as they were, open panels of goods."""
    if what in {Traced.PRODUCT, Traced.SKU}:
        publish(row.shop_id, ProductChanged(product=None))
    if what != Traced.ORDER:
        return
    done = ImportTrace.objects.filter(shop_id=row.shop_id, order_import_id=row.pk, what=what)
    done = done.filter(row_id__in=ids, outcome__in=(TraceOutcome.REMOVED, TraceOutcome.RESTORED))
    numbers = list(done.order_by("row_id").values_list("name", flat=True))
    tell_orders(shop_id=row.shop_id, created=0, changed=len(numbers), numbers=numbers)


@transaction.atomic
def _finish(row: OrderImport) -> None:
    mine = OrderImport.objects.filter(pk=row.pk, state=ImportState.UNDOING, attempt=row.attempt)
    if mine.update(state=ImportState.UNDONE, undo_finished_at=clock.now()):
        found = OrderImport.objects.select_related("undone_by").get(pk=row.pk)
        counts = {name: found.undo[name] for name in ("removed", "restored", "kept")}
        record(
            shop_id=row.shop_id,
            actor=found.undone_by,
            verb="import.undone",
            target=row,
            data={"target": row.file_name, **counts},
        )
