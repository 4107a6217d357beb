"""A new key takes over: what older keys sealed is opened and sealed anew, batch by batch."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import BinaryField, Func, Q, QuerySet, Value

from helpdesk.commerce.actions.storing_sealed import store_sealed
from helpdesk.commerce.models import Order
from helpdesk.commerce.models.order import HASHES, SEALED
from helpdesk.commerce.receivers import RECEIVER, close_up, opened
from helpdesk.kernel.keyed_hash import newest_mark
from helpdesk.kernel.locks import locked
from helpdesk.kernel.sealing import newest_head


@dataclass(frozen=True, slots=True)
class Batch:
    """How many orders were sealed anew, and the last one's id; ``after`` None at the end."""

    orders: int
    after: int | None


@transaction.atomic
def reseal_receivers(*, after: int = 0, at_once: int = 500) -> Batch:
    """The next orders by id whose receiver needs another key than the newest.

    Safe to stop and to repeat, and beside everything else: a row is locked while it is sealed
    anew, and what is done is passed over; nobody is told that the orders changed, for they did
    not. `KeyMissing` names no row and changes none.
    """
    ids = list(
        outdated().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:at_once]
    )
    if not ids:
        return Batch(0, None)
    orders = list(locked(outdated().filter(pk__in=ids)))
    for order in orders:
        for field in RECEIVER:
            close_up(order, field, opened(order, field))
    _is_no_change()
    store_sealed(orders)
    return Batch(len(orders), ids[-1])


def _is_no_change() -> None:
    """For the rest of this transaction `changed_at` stays (migration 0010)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('helpdesk.resealing', 'on', true)")


def outdated() -> QuerySet[Order]:
    """Orders with anything that was not made with the newest keys."""
    newest = dict.fromkeys(SEALED, newest_head()) | dict.fromkeys(HASHES, newest_mark())
    rows, older = Order.objects.all(), Q()
    for column, begins in newest.items():
        rows = rows.alias(**{f"{column}_begins": _beginning(column, begins)})
        older |= Q(**{f"{column}__isnull": False}) & ~Q(**{f"{column}_begins": begins})
    return rows.filter(older)


def _beginning(column: str, begins: Sequence[int]) -> Func:
    length = len(begins)
    return Func(column, Value(1), Value(length), function="substr", output_field=BinaryField())
