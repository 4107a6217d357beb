"""What agents asked about blocked words, and what supervisors make of the guard."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("guardappeal", "record_id", "conversations_guardrecord"),
    ("guardverdict", "record_id", "conversations_guardrecord"),
    ("guardverdict", "member_id", "accounts_membership"),
]


def composite(table: str, column: str, target: str) -> migrations.RunSQL:
    """A row of one shop can't name anything of another, whatever the code does."""
    name = f"{table}_{column.removesuffix('_id')}_same_shop"
    return migrations.RunSQL(
        f"ALTER TABLE conversations_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE conversations_{table} DROP CONSTRAINT {name}",
    )


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("conversations", "0019_script_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuardAppeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="conversations.guardrecord",
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
        ),
        migrations.CreateModel(
            name="GuardVerdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("right", "拦得对"), ("wrong", "拦错了")], max_length=8
                    ),
                ),
                ("answer", models.CharField(blank=True, default="", max_length=300)),
                ("at", models.DateTimeField()),
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
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdict",
                        to="conversations.guardrecord",
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
        ),
        migrations.AddConstraint(
            model_name="guardrecord",
            constraint=models.UniqueConstraint(fields=("shop", "id"), name="guard_record_of_shop"),
        ),
        *(composite(*key) for key in KEYS),
    ]
