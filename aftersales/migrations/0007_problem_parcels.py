"""Parcels that something is wrong with; keys that keep shops apart as in 0002."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("aftersales_problemparcel", "problem_owner_same_shop", "owner_id", "accounts_membership"),
    ("aftersales_problemparcel", "problem_opener_same_shop", "opened_by_id", "accounts_membership"),
    ("aftersales_problemparcel", "problem_closer_same_shop", "closed_by_id", "accounts_membership"),
    ("aftersales_problemparcel", "problem_teller_same_shop", "told_by_id", "accounts_membership"),
    ("aftersales_problemparcel", "problem_order_same_shop", "order_id", "commerce_order"),
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
        ("aftersales", "0006_returned_parcels"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProblemParcel",
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
                ("waybill", models.CharField(max_length=64)),
                ("courier", models.CharField(blank=True, default="", max_length=32)),
                (
                    "trouble",
                    models.CharField(
                        choices=[
                            ("stuck", "停滞"),
                            ("delayed", "延误"),
                            ("lost", "丢件"),
                            ("damaged", "破损"),
                            ("refused", "拒收"),
                            ("returned", "退回"),
                            ("misdelivered", "派错"),
                            ("not_there", "签收没收到"),
                            ("empty", "空包"),
                            ("other", "别的"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=500)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "told_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["shop", "-opened_at"],
                        name="problemparcel_open",
                    ),
                    models.Index(fields=["shop", "-opened_at", "-id"], name="problemparcel_newest"),
                    models.Index(fields=["shop", "order"], name="problem_of_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "id"), name="problemparcel_of_shop"),
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
                        name="problemparcel_ends_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="problemparcel_closed_after_opened",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("shop", "order", "waybill"),
                        name="problem_one_open_a_parcel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "trouble__in",
                                [
                                    "stuck",
                                    "delayed",
                                    "lost",
                                    "damaged",
                                    "refused",
                                    "returned",
                                    "misdelivered",
                                    "not_there",
                                    "empty",
                                    "other",
                                ],
                            )
                        ),
                        name="problem_trouble_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_at__isnull", True), ("told_by__isnull", True)),
                            models.Q(("told_at__isnull", False), ("told_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="problem_told_by_somebody",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
    ]
