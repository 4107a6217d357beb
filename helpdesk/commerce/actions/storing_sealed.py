"""Sealed columns of many orders in one statement; `bulk_update` would take ten times as long."""

from collections.abc import Sequence

from django.db import connection

from helpdesk.commerce.models import Order

COLUMNS = (
    *("receiver_name_sealed", "receiver_phone_sealed", "receiver_address_sealed"),
    *("phone_hash", "phone_tail_hash"),
)

_SQL = f"""
UPDATE commerce_order AS kept
SET {", ".join(f"{column} = fresh.{column}" for column in COLUMNS)}
FROM unnest(%s::bigint[], {", ".join("%s::bytea[]" for _ in COLUMNS)})
     AS fresh(id, {", ".join(COLUMNS)})
WHERE kept.id = fresh.id
"""


def store_sealed(orders: Sequence[Order]) -> None:
    """Write what `receivers.close_up` put into these rows, inside the caller's transaction."""
    values = [[getattr(order, column) for order in orders] for column in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [[order.pk for order in orders], *values])
