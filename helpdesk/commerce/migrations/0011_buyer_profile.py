"""How a buyer is best spoken to, in versions."""

import django.db.models.deletion
from django.db import migrations, models


def composite(name: str, column: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE commerce_buyerprofile ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE commerce_buyerprofile DROP CONSTRAINT {name}",
    )


KEYS = [
    ("profile_buyer_same_shop", "buyer_id", "commerce_buyer"),
    ("profile_member_same_shop", "member_id", "accounts_membership"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_audit_filters"),
        ("commerce", "0010_resealing_is_no_change"),
    ]

    operations = [
        migrations.CreateModel(
            name="BuyerProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complaint", "投诉型"),
                            ("enquiry", "咨询型"),
                            ("support", "支持型"),
                            ("decision", "决策型"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "temperament",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("brisk", "爽快果断"),
                            ("talkative", "健谈"),
                            ("calm", "友好沉静"),
                            ("careful", "细致慎重"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.buyer",
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "buyer", "version"), name="buyer_profile_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="buyer_profile_from_one"
                    ),
                ],
            },
        ),
        *(composite(*key) for key in KEYS),
    ]
