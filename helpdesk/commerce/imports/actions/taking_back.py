"""One batch of rows taken back: what may go, what may become what it was, what must stay.

A row stays, and is named, when somebody wrote it after the import or something else hangs on it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields.reverse_related import ManyToOneRel

from helpdesk.commerce.imports.actions import restoring
from helpdesk.commerce.imports.actions.tracing import MODELS, PARCELS, table_of
from helpdesk.commerce.imports.models import ImportTrace, OrderImport, Traced, TraceOutcome
from helpdesk.commerce.models import (
    Order,
    OrderLine,
    Payment,
    Shipment,
)
from helpdesk.kernel.locks import locked

PARTS: frozenset[type[Model]] = frozenset((OrderLine, Payment, Shipment))
"""What goes with an order, when it is as the import left it."""

ORDERS_NOW_SQL = f"""
SELECT t.row_id, o.id IS NULL, o.xmin::text::bigint = t.stamp,
       coalesce(o.noted_at > i.created_at, false),
       CASE WHEN t.is_new THEN {PARCELS} = t.parcels ELSE {PARCELS} @> t.parcels END,
       EXISTS (SELECT 1 FROM commerce_shipment s
               JOIN commerce_trackingevent e ON e.shop_id = s.shop_id AND e.shipment_id = s.id
               WHERE s.shop_id = o.shop_id AND s.order_id = o.id
                 AND NOT coalesce(t.before -> 'stamps', '{{}}') ? s.id::text)
FROM commerce_importtrace t
JOIN commerce_orderimport i ON i.id = t.order_import_id
LEFT JOIN commerce_order o ON o.shop_id = t.shop_id AND o.id = t.row_id
WHERE t.shop_id = %s AND t.order_import_id = %s AND t.what = 'order' AND t.row_id = ANY(%s)
"""
ROWS_NOW_SQL = """
SELECT t.row_id, o.id IS NULL, o.xmin::text::bigint = t.stamp
FROM commerce_importtrace t
LEFT JOIN {table} o ON o.shop_id = t.shop_id AND o.id = t.row_id
WHERE t.shop_id = %s AND t.order_import_id = %s AND t.what = %s AND t.row_id = ANY(%s)
"""

Reasons = dict[int, str]
"""Why a row stays, by its id."""


def take_back(row: OrderImport, what: str, traces: Sequence[ImportTrace]) -> Mapping[str, int]:
    """Deal with these rows inside the caller's transaction, under the shop's lock."""
    ids = [one.row_id for one in traces]
    is_order = what == Traced.ORDER
    model: type[Model] = Order if is_order else MODELS[what]
    list(locked(model._default_manager.filter(shop_id=row.shop_id, pk__in=ids)).values_list("pk"))
    stay = _orders_that_stay(row, ids) if is_order else _rows_that_stay(row, what, ids)
    new = [one.row_id for one in traces if one.is_new and one.row_id not in stay]
    stay |= held(model, row.shop_id, new)
    gone = [pk for pk in new if pk not in stay]
    back = [one.row_id for one in traces if not one.is_new and one.row_id not in stay]
    if is_order:
        restoring.remove_orders(row.shop_id, gone)
        restoring.restore_orders(row, back)
    else:
        model._default_manager.filter(shop_id=row.shop_id, pk__in=gone).delete()
        restoring.restore_rows(row, what, back)
    _note(row, what, gone, TraceOutcome.REMOVED)
    _note(row, what, back, TraceOutcome.RESTORED)
    for reason in set(stay.values()):
        ids_of = [pk for pk, why in stay.items() if why == reason]
        _note(row, what, ids_of, TraceOutcome.KEPT, reason)
    counted = Counter({"removed": len(gone), "restored": len(back), "kept": len(stay)})
    # People think in what the table was of: the buyers and couriers it brought go along unsaid.
    return counted if what not in {Traced.BUYER, Traced.COURIER} else {}


def _orders_that_stay(row: OrderImport, ids: Sequence[int]) -> Reasons:
    found: Reasons = {}
    for pk, gone, same, noted, parcels, scanned in _asked(
        ORDERS_NOW_SQL, [row.shop_id, row.pk, ids]
    ):
        if gone:
            found[pk] = "gone"
        elif not same:
            found[pk] = "noted" if noted else "changed"
        elif not parcels or scanned:
            found[pk] = "parcels"
    return found


def _rows_that_stay(row: OrderImport, what: str, ids: Sequence[int]) -> Reasons:
    sql = ROWS_NOW_SQL.format(table=table_of(what))
    return {
        pk: "gone" if gone else "changed"
        for pk, gone, same in _asked(sql, [row.shop_id, row.pk, what, ids])
        if gone or not same
    }


def held(model: type[Model], shop_id: int, ids: Sequence[int]) -> Reasons:
    """Those of these rows that any table points at, of this app or of one above it."""
    found: Reasons = {}
    # Hidden ones too: most foreign keys here have no name to come back by.
    for relation in model._meta.get_fields(include_hidden=True):
        if not ids or not isinstance(relation, ManyToOneRel):
            continue
        if model is Order and relation.related_model in PARTS:
            continue
        column = relation.field.attname
        rows = relation.related_model._default_manager.filter(**{f"{column}__in": ids})
        if any(field.name == "shop" for field in relation.related_model._meta.fields):
            rows = rows.filter(shop_id=shop_id)
        found |= dict.fromkeys(rows.values_list(column, flat=True).distinct(), "held")
    return found


def _note(
    row: OrderImport, what: str, ids: Iterable[int], outcome: TraceOutcome, reason: str = ""
) -> None:
    ImportTrace.objects.filter(
        shop_id=row.shop_id, order_import_id=row.pk, what=what, row_id__in=list(ids)
    ).update(outcome=outcome, reason=reason)


def _asked(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
