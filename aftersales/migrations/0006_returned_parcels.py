"""Parcels that came back; keys that keep shops apart as in 0002."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("aftersales_returnedparcel", "returned_owner_same_shop", "owner_id", "accounts_membership"),
    (
        "aftersales_returnedparcel",
        "returned_opener_same_shop",
        "opened_by_id",
        "accounts_membership",
    ),
    (
        "aftersales_returnedparcel",
        "returned_closer_same_shop",
        "closed_by_id",
        "accounts_membership",
    ),
    ("aftersales_returnedparcel", "returned_order_same_shop", "order_id", "commerce_order"),
    ("aftersales_returnedparcel", "returned_case_same_shop", "case_id", "aftersales_case"),
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
        ("aftersales", "0005_buyers"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnedParcel",
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
                ("waybill", models.CharField(blank=True, default="", max_length=64)),
                ("nick", models.CharField(blank=True, default="", max_length=64)),
                ("slip", models.CharField(blank=True, default="", max_length=500)),
                ("place", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("return_waybill", ""), _negated=True),
                fields=["shop", "return_waybill"],
                name="case_by_return_waybill",
            ),
        ),
        migrations.AddField(
            model_name="returnedparcel",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="aftersales.case",
            ),
        ),
        migrations.AddField(
            model_name="returnedparcel",
            name="closed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="returnedparcel",
            name="opened_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="returnedparcel",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="commerce.order",
            ),
        ),
        migrations.AddField(
            model_name="returnedparcel",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="returnedparcel",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.shop",
            ),
        ),
        migrations.AddIndex(
            model_name="returnedparcel",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["shop", "-opened_at"],
                name="returnedparcel_open",
            ),
        ),
        migrations.AddIndex(
            model_name="returnedparcel",
            index=models.Index(fields=["shop", "-opened_at", "-id"], name="returnedparcel_newest"),
        ),
        migrations.AddIndex(
            model_name="returnedparcel",
            index=models.Index(
                condition=models.Q(("case__isnull", False)),
                fields=["shop", "case"],
                name="returned_of_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnedparcel",
            constraint=models.UniqueConstraint(
                fields=("shop", "id"), name="returnedparcel_of_shop"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnedparcel",
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
                name="returnedparcel_ends_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnedparcel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    ("closed_at__gte", models.F("opened_at")),
                    _connector="OR",
                ),
                name="returnedparcel_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnedparcel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("waybill", ""), _negated=True),
                fields=("shop", "waybill"),
                name="returned_one_a_waybill",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnedparcel",
            constraint=models.CheckConstraint(
                condition=models.Q(("nick", ""), ("slip", ""), ("waybill", ""), _negated=True),
                name="returned_says_something",
            ),
        ),
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
    ]
