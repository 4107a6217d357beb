"""Room for sealed receivers beside the plain columns, which go in 0008_personal_data.

Columns that may be null: no row is rewritten, however many orders there are.
"""

import django.db.models.deletion
from django.db import migrations, models

import helpdesk.kernel.clock
from helpdesk.commerce.models.sealed import SealedField
from helpdesk.kernel.migrating import AtOnce

SAME_SHOP = [
    ("reveal_member_same_shop", "member_id", "accounts_membership"),
    ("reveal_order_same_shop", "order_id", "commerce_order"),
]


def column(name, field):
    return migrations.AddField("order", name, field)


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0002_append_only"),
        ("commerce", "0005_order_changed_at"),
    ]

    operations = [
        column("receiver_name_sealed", SealedField(null=True)),
        column("receiver_phone_sealed", SealedField(null=True)),
        column("receiver_address_sealed", SealedField(null=True)),
        column("phone_hash", SealedField(null=True)),
        column("phone_tail_hash", SealedField(null=True)),
        column("receiver_erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="Reveal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="commerce.order",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.shop",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shop", "member", "at"], name="reveal_of_member")],
            },
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE commerce_reveal ADD CONSTRAINT {name} "
                f"FOREIGN KEY (shop_id, {column}) REFERENCES {table} (shop_id, id) "
                "DEFERRABLE INITIALLY DEFERRED",
                f"ALTER TABLE commerce_reveal DROP CONSTRAINT {name}",
            )
            for name, column, table in SAME_SHOP
        ),
    ]
