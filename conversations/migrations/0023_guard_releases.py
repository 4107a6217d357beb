"""Blocked words that a supervisor lets go: exactly these, once."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("appeal_id", "conversations_guardappeal"),
    ("conversation_id", "conversations_conversation"),
    ("member_id", "accounts_membership"),
]


def composite(column: str, target: str) -> migrations.RunSQL:
    """A row of one shop can't name anything of another, whatever the code does."""
    name = f"guardrelease_{column.removesuffix('_id')}_same_shop"
    return migrations.RunSQL(
        f"ALTER TABLE conversations_guardrelease ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE conversations_guardrelease DROP CONSTRAINT {name}",
    )


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("conversations", "0022_case_cards"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuardRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_number", models.PositiveIntegerField()),
                ("digest", models.BinaryField(max_length=20)),
                ("at", models.DateTimeField()),
                ("seq", models.PositiveIntegerField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="guardappeal",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="guardappeal",
            name="digest",
            field=models.BinaryField(blank=True, max_length=20, null=True),
        ),
        migrations.AddField(
            model_name="guardappeal",
            name="session_number",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="guardappeal",
            constraint=models.UniqueConstraint(fields=("shop", "id"), name="guard_appeal_of_shop"),
        ),
        migrations.AddField(
            model_name="guardrelease",
            name="appeal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="release",
                to="conversations.guardappeal",
            ),
        ),
        migrations.AddField(
            model_name="guardrelease",
            name="conversation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.conversation",
            ),
        ),
        migrations.AddField(
            model_name="guardrelease",
            name="member",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="guardrelease",
            name="shop",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.shop",
            ),
        ),
        migrations.AddIndex(
            model_name="guardrelease",
            index=models.Index(
                condition=models.Q(("used_at__isnull", True)),
                fields=["shop", "conversation", "member"],
                name="guard_release_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seq__isnull", True), ("used_at__isnull", True)),
                    models.Q(("seq__isnull", False), ("used_at__isnull", False)),
                    _connector="OR",
                ),
                name="guard_release_used_by_a_message",
            ),
        ),
        *(composite(*key) for key in KEYS),
    ]
