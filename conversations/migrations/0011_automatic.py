"""What the machine decided at each moment of a wait."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_opening"),
        ("conversations", "0010_floor"),
    ]

    operations = [
        migrations.CreateModel(
            name="AutomaticAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_number", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("slot", models.CharField(max_length=7)),
                ("answer", models.CharField(blank=True, default="", max_length=8)),
                ("why", models.CharField(max_length=24)),
                ("seq", models.PositiveIntegerField(blank=True, null=True)),
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
                        fields=("shop", "conversation", "asked_at", "slot"),
                        name="automatic_answer_once",
                    ),
                    models.CheckConstraint(
                        name="automatic_answer_has_entry",
                        condition=Q(answer="", seq__isnull=True)
                        | ~Q(answer="") & Q(seq__isnull=False),
                    ),
                ],
            },
        ),
        # A row of one shop can't name a thread of another, whatever the code does.
        migrations.RunSQL(
            "ALTER TABLE conversations_automaticanswer "
            "ADD CONSTRAINT automatic_answer_conversation_same_shop "
            "FOREIGN KEY (shop_id, conversation_id) "
            "REFERENCES conversations_conversation (shop_id, id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE conversations_automaticanswer "
            "DROP CONSTRAINT automatic_answer_conversation_same_shop",
        ),
    ]
