"""What was asked in a reception; of one shop each."""

import django.db.models.deletion
from django.db import migrations, models


def composite(column: str, target: str) -> migrations.RunSQL:
    """A tick of one shop can't name a thread or member of another, whatever the code does."""
    name = f"askedquestion_{column.removesuffix('_id')}_same_shop"
    return migrations.RunSQL(
        f"ALTER TABLE conversations_askedquestion ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE conversations_askedquestion DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_attention"),
        ("conversations", "0017_notes_searched"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=16)),
                ("ask", models.CharField(max_length=40)),
                ("answer", models.CharField(blank=True, default="", max_length=60)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "conversation", "session_number", "key"),
                        name="asked_question_once",
                    )
                ],
            },
        ),
        composite("conversation_id", "conversations_conversation"),
        composite("member_id", "accounts_membership"),
    ]
