"""What is stored in the clear is sealed, masked or dropped: a thousand rows a transaction.

Safe on a million orders: no transaction holds more than a batch, and whoever stops it (or is
stopped by a missing key) runs `migrate` again; what is done is passed over.
"""

from django.db import connection, migrations, transaction

from helpdesk.commerce.receivers import RECEIVER, close_up, opened
from helpdesk.kernel.number_masks import mask_people

AT_ONCE = 1000
SEALED = (
    *("receiver_name_sealed", "receiver_phone_sealed", "receiver_address_sealed"),
    *("phone_hash", "phone_tail_hash"),
)
STORE = f"""
UPDATE commerce_order AS kept
SET {", ".join(f"{name} = fresh.{name}" for name in (*SEALED, *RECEIVER))}
FROM unnest(%s::bigint[], {"%s::bytea[], " * len(SEALED)} %s::text[], %s::text[], %s::text[])
     AS fresh(id, {", ".join((*SEALED, *RECEIVER))})
WHERE kept.id = fresh.id
"""
PLAIN = "receiver_name <> '' OR receiver_phone <> '' OR receiver_address <> ''"
HELD = " OR ".join(f"{column} IS NOT NULL" for column in SEALED)
NUMBERS = r"text ~ '1[3-9][0-9]([-. ]?[0-9]){8}' OR text ~ '[0-9]{17}[0-9Xx]' OR text ~ '@'"
RAW_CODES = ("row_longer", "formula", "formula_kept")


def seal_orders(apps, editor):
    Order = apps.get_model("commerce", "Order")

    def seal(batch):
        for order in batch:
            for field in RECEIVER:
                close_up(order, field, getattr(order, field))
                setattr(order, field, "")
        store(batch)

    in_batches(Order, PLAIN, seal)


def open_orders(apps, editor):
    Order = apps.get_model("commerce", "Order")

    def open_up(batch):
        for order in batch:
            for field in RECEIVER:
                setattr(order, field, opened(order, field))
                close_up(order, field, "")
        store(batch)

    in_batches(Order, HELD, open_up)


def store(orders):
    """One statement a batch; `bulk_update` would take ten times as long."""
    with connection.cursor() as cursor:
        values = [[getattr(order, name) for order in orders] for name in ("pk", *SEALED, *RECEIVER)]
        cursor.execute(STORE, values)


def mask_scans(apps, editor):
    Scan = apps.get_model("commerce", "TrackingEvent")

    def mask(batch):
        for scan in batch:
            text = mask_people(scan.text)
            if text == scan.text:
                continue
            same = Scan.objects.filter(
                shop_id=scan.shop_id, shipment_id=scan.shipment_id, at=scan.at, text=text
            )
            if same.exists():
                scan.delete()
            else:
                Scan.objects.filter(pk=scan.pk).update(text=text)

    in_batches(Scan, NUMBERS, mask)


def clean_imports(apps, editor):
    """Rows of a file that were kept to show what is in it, and cells that nobody had masked."""
    Import = apps.get_model("commerce", "OrderImport")
    apps.get_model("commerce", "ImportProblem").objects.filter(code__in=RAW_CODES).update(value="…")
    for row in Import.objects.iterator(AT_ONCE):
        row.facts.pop("samples", None)
        for cause in row.causes.values():
            if cause["code"] in RAW_CODES:
                cause["value"] = "…"
        row.save(update_fields=["facts", "causes"])


def in_batches(model, condition, change):
    """Change the rows that still need it, by id, each batch in a transaction of its own."""
    after = 0
    while after is not None:
        with transaction.atomic():
            after = one_batch(model, condition, change, after)


def one_batch(model, condition, change, after):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {model._meta.db_table} WHERE id > %s AND ({condition}) "
            "ORDER BY id LIMIT %s FOR NO KEY UPDATE",
            [after, AT_ONCE],
        )
        ids = [pk for (pk,) in cursor.fetchall()]
    if not ids:
        return None
    change(list(model.objects.filter(pk__in=ids)))
    return ids[-1]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("commerce", "0006_sealed_columns")]

    operations = [
        migrations.RunPython(seal_orders, open_orders),
        migrations.RunPython(mask_scans, migrations.RunPython.noop),
        migrations.RunPython(clean_imports, migrations.RunPython.noop),
    ]
