"""Before-images: what a batch finds and what it leaves, kept for taking the import back.

Rows are kept as the database holds them (`to_jsonb`), never read by Python: what is encrypted
stays encrypted. A row's xmin, the transaction that wrote it last, tells whether anybody wrote it
since (docs/decisions/0015-undo-of-imports.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

Image = tuple[int, str]
"""The row's xmin and the row itself, as text that only the database reads."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that a batch wrote: what people call it, and how it was before (None: it was not)."""

    name: str
    image: Image | None = None


ORDER_IMAGES_SQL = """
SELECT o.id, o.xmin::text::bigint, jsonb_build_object(
    'order', to_jsonb(o),
    'lines', (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM commerce_orderline l
              WHERE l.shop_id = o.shop_id AND l.order_id = o.id),
    'payments', (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]') FROM commerce_payment p
                 WHERE p.shop_id = o.shop_id AND p.order_id = o.id),
    'parcels', (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]') FROM commerce_shipment s
                WHERE s.shop_id = o.shop_id AND s.order_id = o.id),
    'stamps', (SELECT coalesce(jsonb_object_agg(s.id, s.xmin::text::bigint), '{}')
               FROM commerce_shipment s WHERE s.shop_id = o.shop_id AND s.order_id = o.id)
)::text
FROM commerce_order o WHERE o.shop_id = %s AND o.id = ANY(%s)
"""
ROW_IMAGES_SQL = """
SELECT o.id, o.xmin::text::bigint, to_jsonb(o)::text
FROM {table} o WHERE o.shop_id = %s AND o.id = ANY(%s)
"""
# A row that is written twice by one import keeps its first image; when somebody else wrote it in
# between, no stamp fits any more and it will be left alone.
TRACE_SQL = """
INSERT INTO commerce_importtrace (
    shop_id, order_import_id, what, row_id, name, is_new, stamp, was, before, parcels,
    outcome, reason)
SELECT o.shop_id, %s, %s, o.id, t.name, t.was IS NULL, o.xmin::text::bigint, t.was,
       t.before::jsonb, {parcels}, '', ''
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[]) AS t(id, name, was, before)
JOIN {table} o ON o.shop_id = %s AND o.id = t.id
ON CONFLICT (shop_id, order_import_id, what, row_id) DO UPDATE SET
    parcels = excluded.parcels,
    stamp = CASE WHEN commerce_importtrace.stamp = excluded.was THEN excluded.stamp ELSE 0 END
"""
PARCELS = """
(SELECT coalesce(jsonb_object_agg(s.id, s.xmin::text::bigint), '{}') FROM commerce_shipment s
 WHERE s.shop_id = o.shop_id AND s.order_id = o.id)
"""


def order_images(shop_id: int, ids: Sequence[int]) -> dict[int, Image]:
    """Orders with all their parts as they are now."""
    return _images(ORDER_IMAGES_SQL, shop_id, ids)


def row_images(shop_id: int, what: str, ids: Sequence[int]) -> dict[int, Image]:
    """Rows of one table as they are now."""
    return _images(ROW_IMAGES_SQL.format(table=MODELS[what]._meta.db_table), shop_id, ids)


def _images(sql: str, shop_id: int, ids: Sequence[int]) -> dict[int, Image]:
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [shop_id, list(ids)])
        return {pk: (stamp, image) for pk, stamp, image in cursor.fetchall()}


def trace(row: OrderImport, what: str, touched: Mapping[int, Touched]) -> None:
    """Note what the batch wrote, in its transaction and after its writes."""
    if not touched:
        return
    is_order = what == Traced.ORDER
    table = "commerce_order" if is_order else MODELS[what]._meta.db_table
    sql = TRACE_SQL.format(table=table, parcels=PARCELS if is_order else "NULL::jsonb")
    images = [one.image for one in touched.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [
                row.pk,
                what,
                list(touched),
                [one.name[:120] for one in touched.values()],
                [image[0] if image else None for image in images],
                [image[1] if image else None for image in images],
                row.shop_id,
            ],
        )
