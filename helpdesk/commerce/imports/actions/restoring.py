"""Rows become what they were, from their images, without leaving the database."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from helpdesk.commerce.imports.actions.tracing import MODELS, PARCELS, table_of
from helpdesk.commerce.imports.models import OrderImport
from helpdesk.commerce.models import Order, OrderLine, Payment, Shipment

MINE = "t.shop_id = %s AND t.order_import_id = %s AND t.what = %s AND t.row_id = ANY(%s)"

# What an image names may be gone by now; then the row keeps what it has, or nothing.
STILL_THERE = {
    "buyer_id": "CASE WHEN EXISTS (SELECT 1 FROM commerce_buyer x "
    "WHERE x.shop_id = r.shop_id AND x.id = r.buyer_id) THEN r.buyer_id END",
    "product_id": "CASE WHEN EXISTS (SELECT 1 FROM commerce_product x "
    "WHERE x.shop_id = r.shop_id AND x.id = r.product_id) THEN r.product_id END",
    "sku_id": "CASE WHEN EXISTS (SELECT 1 FROM commerce_sku x "
    "WHERE x.shop_id = r.shop_id AND x.id = r.sku_id) THEN r.sku_id END",
}
UPDATE_SQL = """
UPDATE {table} o SET ({columns}) = (
    SELECT {values} FROM jsonb_populate_record(o, {image}) r)
FROM commerce_importtrace t {more}
WHERE {mine} AND o.shop_id = t.shop_id AND o.id = {id}
"""
INSERT_SQL = """
INSERT INTO {table} ({columns})
SELECT {values} FROM commerce_importtrace t,
    jsonb_populate_recordset(NULL::{table}, t.before -> %s) r
WHERE {mine}
"""
# Somebody who takes back an earlier import after this one finds the rows as that one left them.
HAND_ON_SQL = """
UPDATE commerce_importtrace e SET stamp = o.xmin::text::bigint {parcels}
FROM commerce_importtrace t JOIN {table} o ON o.shop_id = t.shop_id AND o.id = t.row_id
WHERE {mine} AND e.shop_id = t.shop_id AND e.order_import_id <> t.order_import_id
  AND e.order_import_id = ANY(%s) AND e.what = t.what AND e.row_id = t.row_id
  AND e.outcome = '' AND e.stamp = t.was
"""
EARLIER_PARCELS = (
    f", parcels = CASE WHEN e.parcels = t.before -> 'stamps' THEN {PARCELS} ELSE e.parcels END"
)


def remove_orders(shop_id: int, ids: Sequence[int]) -> None:
    """Orders with their lines, payments and parcels; nothing else may hang on them."""
    if not ids:
        return
    for part in (OrderLine, Payment, Shipment):
        part._default_manager.filter(shop_id=shop_id, order_id__in=ids).delete()
    Order.objects.filter(shop_id=shop_id, pk__in=ids).delete()


def restore_orders(row: OrderImport, ids: Sequence[int]) -> None:
    """Orders with all their parts as they were before the import."""
    if not ids:
        return
    mine: list[Any] = [row.shop_id, row.pk, "order", list(ids)]
    orders = {"shop_id": row.shop_id, "order_id__in": ids}
    OrderLine.objects.filter(**orders).delete()
    Payment.objects.filter(**orders).delete()
    with connection.cursor() as cursor:
        cursor.execute(_update(Order, "t.before -> 'order'"), mine)
        for part, name in ((OrderLine, "lines"), (Payment, "payments")):
            cursor.execute(_insert(part), [name, *mine])
        cursor.execute(
            "DELETE FROM commerce_shipment s USING commerce_importtrace t "
            f"WHERE {MINE} AND s.shop_id = t.shop_id AND s.order_id = t.row_id "
            "AND t.parcels ? s.id::text AND NOT t.before -> 'stamps' ? s.id::text",
            mine,
        )
        more = ", jsonb_array_elements(t.before -> 'parcels') AS p(image)"
        unchanged = (
            " AND o.xmin::text::bigint <> (t.before #>> ARRAY['stamps', o.id::text])::bigint"
        )
        parcels = _update(Shipment, "p.image", more=more, id="(p.image ->> 'id')::bigint")
        cursor.execute(parcels + unchanged, mine)
    _hand_on(row, "order", ids)


def restore_rows(row: OrderImport, what: str, ids: Sequence[int]) -> None:
    """Rows of one table as they were."""
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(_update(MODELS[what], "t.before"), [row.shop_id, row.pk, what, list(ids)])
    _hand_on(row, what, ids)


def _hand_on(row: OrderImport, what: str, ids: Sequence[int]) -> None:
    others = OrderImport.objects.filter(shop_id=row.shop_id, finished_at__isnull=False)
    earlier = list(others.exclude(file="").exclude(pk=row.pk).values_list("pk", flat=True))
    if not earlier:
        return
    parcels = EARLIER_PARCELS if what == "order" else ""
    sql = HAND_ON_SQL.format(table=table_of(what), mine=MINE, parcels=parcels)
    with connection.cursor() as cursor:
        cursor.execute(sql, [row.shop_id, row.pk, what, list(ids), earlier])


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def _update(model: type[Model], image: str, *, more: str = "", id: str = "t.row_id") -> str:
    columns = [name for name in _columns(model) if name not in {"id", "shop_id"}]
    return UPDATE_SQL.format(
        table=model._meta.db_table,
        columns=", ".join(f'"{name}"' for name in columns),
        values=", ".join(STILL_THERE.get(name, f'r."{name}"') for name in columns),
        image=image,
        more=more,
        mine=MINE,
        id=id,
    )


def _insert(model: type[Model]) -> str:
    columns = _columns(model)
    return INSERT_SQL.format(
        table=model._meta.db_table,
        columns=", ".join(f'"{name}"' for name in columns),
        values=", ".join(STILL_THERE.get(name, f'r."{name}"') for name in columns),
        mine=MINE,
    )
