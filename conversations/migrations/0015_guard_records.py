"""What the guard stopped and what was sent past it: rows that only grow, of one shop each."""

import django.db.models.deletion
from django.db import migrations, models


def composite(column: str, target: str) -> migrations.RunSQL:
    """A record of one shop can't name a thread or member of another, whatever the code does."""
    name = f"guardrecord_{column.removesuffix('_id')}_same_shop"
    return migrations.RunSQL(
        f"ALTER TABLE conversations_guardrecord ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE conversations_guardrecord DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_attention"),
        ("conversations", "0014_script_uses"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuardRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("seq", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "level",
                    models.CharField(choices=[("warn", "提醒"), ("block", "拦下")], max_length=8),
                ),
                ("classes", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.conversation",
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
                "indexes": [
                    models.Index(fields=["shop", "-at", "-id"], name="guard_record_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "conversation", "client_id", "level"),
                        name="guard_record_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "warn"), ("seq__isnull", False)),
                            models.Q(("level", "block"), ("seq__isnull", True)),
                            _connector="OR",
                        ),
                        name="guard_record_sent_or_blocked",
                    ),
                ],
            },
        ),
        composite("conversation_id", "conversations_conversation"),
        composite("member_id", "accounts_membership"),
        migrations.RunSQL(
            "CREATE TRIGGER conversations_guardrecord_append_only BEFORE UPDATE OR DELETE "
            "ON conversations_guardrecord FOR EACH ROW EXECUTE FUNCTION accounts_append_only()",
            "DROP TRIGGER conversations_guardrecord_append_only ON conversations_guardrecord",
        ),
    ]
