"""What is to be sent again; keys that keep shops apart as in 0002."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("aftersales_reship", "reship_owner_same_shop", "owner_id", "accounts_membership"),
    ("aftersales_reship", "reship_opener_same_shop", "opened_by_id", "accounts_membership"),
    ("aftersales_reship", "reship_closer_same_shop", "closed_by_id", "accounts_membership"),
    ("aftersales_reship", "reship_order_same_shop", "order_id", "commerce_order"),
    ("aftersales_reship", "reship_case_same_shop", "case_id", "aftersales_case"),
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
        ("aftersales", "0009_stock_outs"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reship",
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
                ("what", models.CharField(max_length=500)),
                ("promised_at", models.DateTimeField()),
                ("waybill", models.CharField(blank=True, default="", max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="aftersales.case",
                    ),
                ),
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
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.order",
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
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["shop", "-opened_at"],
                        name="reship_open",
                    ),
                    models.Index(fields=["shop", "-opened_at", "-id"], name="reship_newest"),
                    models.Index(fields=["shop", "order"], name="reship_of_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "id"), name="reship_of_shop"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("is_open", True), ("outcome", "")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("is_open", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reship_ends_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="reship_closed_after_opened",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("case__isnull", False), ("is_open", True)),
                        fields=("shop", "case"),
                        name="reship_one_open_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="reship_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("waybill", ""), ("is_open", False), _connector="OR"),
                        name="reship_sent_is_over",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
    ]
