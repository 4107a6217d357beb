"""What is out of stock; keys that keep shops apart as in 0002."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("aftersales_stockout", "stockout_owner_same_shop", "owner_id", "accounts_membership"),
    ("aftersales_stockout", "stockout_opener_same_shop", "opened_by_id", "accounts_membership"),
    ("aftersales_stockout", "stockout_closer_same_shop", "closed_by_id", "accounts_membership"),
    ("aftersales_stockout", "stockout_product_same_shop", "product_id", "commerce_product"),
    ("aftersales_stockout", "stockout_sku_same_shop", "sku_id", "commerce_sku"),
    (
        "aftersales_stockoutorder",
        "stockoutorder_row_same_shop",
        "stock_out_id",
        "aftersales_stockout",
    ),
    ("aftersales_stockoutorder", "stockoutorder_order_same_shop", "order_id", "commerce_order"),
    (
        "aftersales_stockoutorder",
        "stockoutorder_settler_same_shop",
        "settled_by_id",
        "accounts_membership",
    ),
]


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("aftersales", "0008_complaints"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="StockOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                ("back_on", models.DateField(blank=True, null=True)),
                ("words", models.CharField(blank=True, default="", max_length=500)),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.product",
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
                (
                    "sku",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.sku",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StockOutOrder",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "shop_id",
                        "stock_out_id",
                        "order_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "还没办"),
                            ("told", "买家愿意等"),
                            ("changed", "换了别的"),
                            ("refunded", "退了款"),
                            ("sent", "到货发了"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.order",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
                (
                    "stock_out",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="aftersales.stockout",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="stockout",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["shop", "-opened_at"],
                name="stockout_open",
            ),
        ),
        migrations.AddIndex(
            model_name="stockout",
            index=models.Index(fields=["shop", "-opened_at", "-id"], name="stockout_newest"),
        ),
        migrations.AddConstraint(
            model_name="stockout",
            constraint=models.UniqueConstraint(fields=("shop", "id"), name="stockout_of_shop"),
        ),
        migrations.AddConstraint(
            model_name="stockout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("is_open", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("is_open", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stockout_ends_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    ("closed_at__gte", models.F("opened_at")),
                    _connector="OR",
                ),
                name="stockout_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)),
                fields=("shop", "product", "sku"),
                name="stockout_one_open_a_thing",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="stockoutorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at__isnull", True),
                        ("settled_by__isnull", True),
                        ("state", "waiting"),
                    ),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        ("state__in", ["told", "changed", "refunded", "sent"]),
                    ),
                    _connector="OR",
                ),
                name="stockoutorder_settled_by_somebody",
            ),
        ),
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
    ]
