"""Turns, and the shop's own accounts; what was said before is read into turns once."""

import django.db.models.deletion
from django.db import migrations, models

from conversations.actions.turns_sql import TURNS_OF_ENTRIES_SQL
from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("turn_conversation_same_shop", "conversation_id", "conversations_conversation"),
    ("turn_member_same_shop", "member_id", "accounts_membership"),
]


def composite(name: str, column: str, target: str) -> migrations.RunSQL:
    """A row of one shop can't name another's, whatever the code does."""
    return migrations.RunSQL(
        f"ALTER TABLE conversations_turn ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE conversations_turn DROP CONSTRAINT {name}",
    )


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0006_opening"),
        ("conversations", "0007_inside"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="is_own",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_number", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("answer_seq", models.PositiveIntegerField(blank=True, null=True)),
                ("is_first", models.BooleanField(default=False)),
                *(
                    (
                        name,
                        models.ForeignKey(
                            blank=blank,
                            null=blank,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=to,
                        ),
                    )
                    for name, to, blank in (
                        ("conversation", "conversations.conversation", False),
                        ("member", "accounts.membership", True),
                        ("shop", "accounts.shop", False),
                    )
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["shop", "ended_at", "id"], name="turn_by_day"),
                    models.Index(
                        fields=["shop", "member", "ended_at", "id"], name="turn_of_member"
                    ),
                    models.Index(
                        fields=["shop", "conversation", "session_number"], name="turn_of_session"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "conversation", "asked_at"), name="turn_asked_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("shop", "conversation", "session_number"),
                        name="turn_one_first_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gte", models.F("asked_at"))),
                        name="turn_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_first", False),
                            models.Q(("answer_seq__isnull", False), ("member__isnull", False)),
                            _connector="OR",
                        ),
                        name="turn_first_is_answered",
                    ),
                ],
            },
        ),
        *(composite(*key) for key in KEYS),
        migrations.RunSQL(
            # The keys of what was written are looked at now: the indexes to come need them settled.
            [TURNS_OF_ENTRIES_SQL.format(which="true"), "SET CONSTRAINTS ALL IMMEDIATE"],
            migrations.RunSQL.noop,
        ),
    ]
