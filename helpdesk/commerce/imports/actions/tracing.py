"""Before-images: what a batch finds and what it leaves, kept for taking the import back.

Rows go from table to table inside the database (`to_jsonb`) and are never read by Python: what is
encrypted stays encrypted. A row's xmin, the transaction that wrote it last, tells whether anybody
wrote it since (docs/decisions/0015-undo-of-imports.md).
"""

from collections.abc import Collection

from django.db import connection
from django.db.models import Model

from helpdesk.commerce.imports.models import OrderImport, Traced
from helpdesk.commerce.models import Buyer, Courier, CourierPrice, Product, Sku

MODELS: dict[str, type[Model]] = {
    Traced.BUYER: Buyer,
    Traced.SKU: Sku,
    Traced.PRODUCT: Product,
    Traced.PRICE: CourierPrice,
    Traced.COURIER: Courier,
}
"""Everything that is one row of one table; orders have parts."""

NAMES: dict[str, str] = {
    Traced.ORDER: "o.number",
    Traced.BUYER: "o.name",
    Traced.SKU: "o.code",
    Traced.PRODUCT: "o.name",
    Traced.PRICE: "(SELECT c.name FROM commerce_courier c WHERE c.id = o.courier_id) "
    "|| ' ' || o.province",
    Traced.COURIER: "o.name",
}
"""How people call it."""

PARTS = """
(SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM {table} x
 WHERE x.shop_id = o.shop_id AND x.order_id = o.id)
"""
PARCELS = """
(SELECT coalesce(jsonb_object_agg(s.id, s.xmin::text::bigint), '{}') FROM commerce_shipment s
 WHERE s.shop_id = o.shop_id AND s.order_id = o.id)
"""
ORDER_IMAGE = f"""
jsonb_build_object(
    'order', to_jsonb(o),
    'lines', {PARTS.format(table="commerce_orderline")},
    'payments', {PARTS.format(table="commerce_payment")},
    'parcels', {PARTS.format(table="commerce_shipment")},
    'stamps', {PARCELS})
"""
INSERT = """
INSERT INTO commerce_importtrace (
    shop_id, order_import_id, what, row_id, name, is_new, stamp, was, before, parcels,
    outcome, reason)
SELECT o.shop_id, %s, %s, o.id, left({name}, 120), {is_new}, {stamp}, {was}, {before}, {parcels},
       '', ''
FROM {table} o WHERE o.shop_id = %s AND o.id = ANY(%s)
"""
# A row that is written twice by one import keeps its first image. When somebody else wrote it in
# between, `was` says so, and no stamp will fit.
TWICE = """
ON CONFLICT (shop_id, order_import_id, what, row_id) DO UPDATE SET
    was = CASE WHEN commerce_importtrace.stamp = excluded.was
          THEN commerce_importtrace.was ELSE -1 END
"""
STAMP = """
UPDATE commerce_importtrace t SET
    stamp = CASE WHEN t.was = -1 THEN 0 ELSE o.xmin::text::bigint END, parcels = {parcels}
FROM {table} o
WHERE t.order_import_id = %s AND t.what = %s AND t.shop_id = %s AND t.row_id = ANY(%s)
  AND o.shop_id = t.shop_id AND o.id = t.row_id
"""


def picture(row: OrderImport, what: str, ids: Collection[int]) -> None:
    """Keep rows as they are, before the batch writes them."""
    image = ORDER_IMAGE if what == Traced.ORDER else "to_jsonb(o)"
    xmin = "o.xmin::text::bigint"
    sql = INSERT + TWICE
    _run(sql, row, what, ids, is_new="false", stamp="0", was=xmin, before=image, parcels="NULL")


def stamp(row: OrderImport, what: str, *, new: Collection[int], old: Collection[int]) -> None:
    """After the batch: how it left what it made and what it had pictured."""
    parcels = PARCELS if what == Traced.ORDER else "NULL"
    xmin = "o.xmin::text::bigint"
    _run(INSERT, row, what, new, is_new="true", stamp=xmin, was="NULL", before="NULL",
         parcels=parcels)  # fmt: skip
    _run(STAMP, row, what, old, parcels=parcels)


def table_of(what: str) -> str:
    """Where these rows live."""
    return "commerce_order" if what == Traced.ORDER else MODELS[what]._meta.db_table


def _run(sql: str, row: OrderImport, what: str, ids: Collection[int], **parts: str) -> None:
    if ids:
        said = sql.format(table=table_of(what), name=NAMES[what], **parts)
        with connection.cursor() as cursor:
            cursor.execute(said, [row.pk, what, row.shop_id, list(ids)])
