"""Receivers are stored sealed only: the plain columns go, and a check lets none come back.

Whatever an older process stored in the clear since 0007_sealing is sealed here, under a lock
that keeps writers out; after it the plain columns are empty and go.
"""

from importlib import import_module

import django.db.models.expressions
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

sealing = import_module("helpdesk.commerce.migrations.0007_sealing")

SEALED = ("receiver_name_sealed", "receiver_phone_sealed", "receiver_address_sealed")
HASHES = ("phone_hash", "phone_tail_hash")
KEEPS_RECEIVER = (
    models.Q(receiver_name_sealed__isnull=False)
    | models.Q(receiver_phone_sealed__isnull=False)
    | models.Q(receiver_address_sealed__isnull=False)
)


def is_true(sql):
    return django.db.models.expressions.RawSQL(sql, (), models.BooleanField())


def constraint(name, condition):
    return migrations.AddConstraint("order", models.CheckConstraint(name=name, condition=condition))


def index(name, *fields, condition):
    return migrations.AddIndex(
        "order", models.Index(fields=["shop", *fields], condition=condition, name=name)
    )


class Migration(AtOnce):
    dependencies = [("commerce", "0007_sealing")]

    operations = [
        migrations.RunSQL(
            "LOCK TABLE commerce_order IN SHARE ROW EXCLUSIVE MODE", migrations.RunSQL.noop
        ),
        migrations.RunPython(sealing.seal_orders, migrations.RunPython.noop),
        migrations.RemoveField("order", "receiver_name"),
        migrations.RemoveField("order", "receiver_phone"),
        migrations.RemoveField("order", "receiver_address"),
        constraint(
            "order_receiver_sealed",
            is_true(
                " AND ".join(
                    f"({column} IS NULL OR (octet_length({column}) > 33 "
                    f"AND get_byte({column}, 0) = 1))"
                    for column in SEALED
                )
            ),
        ),
        constraint(
            "order_hashes_of_phone",
            is_true(
                " AND ".join(
                    f"({column} IS NULL OR octet_length({column}) = 20)" for column in HASHES
                )
            )
            & (
                models.Q(receiver_phone_sealed__isnull=False)
                | models.Q(phone_hash__isnull=True, phone_tail_hash__isnull=True)
            ),
        ),
        constraint(
            "order_receiver_erased",
            models.Q(receiver_erased_at__isnull=True)
            | models.Q(**{f"{column}__isnull": True for column in (*SEALED, *HASHES)}),
        ),
        index("order_by_phone", "phone_hash", condition=models.Q(phone_hash__isnull=False)),
        index(
            "order_by_phone_tail",
            "phone_tail_hash",
            condition=models.Q(phone_tail_hash__isnull=False),
        ),
        index("order_with_receiver", "created_at", condition=KEEPS_RECEIVER),
    ]
