"""What the shop keeps to itself: notes and mentions, tags, stages, blacklist, endings, ratings.

Everything beside the models is as in 0002_shop_keys: foreign keys that keep two shops apart.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import conversations.models.ending
from helpdesk.kernel.migrating import AtOnce


def composite(table: str, name: str, columns: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE conversations_{table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE conversations_{table} DROP CONSTRAINT {name}",
    )


THREAD, MEMBER = "conversations_conversation", "accounts_membership"
BY_THREAD, BY_MEMBER = "shop_id, conversation_id", "shop_id, member_id"

KEYS = [
    ("note", "note_conversation_same_shop", BY_THREAD, THREAD),
    ("note", "note_author_same_shop", "shop_id, author_id", MEMBER),
    ("mention", "mention_conversation_same_shop", BY_THREAD, THREAD),
    ("mention", "mention_member_same_shop", BY_MEMBER, MEMBER),
    ("conversationtag", "tagged_conversation_same_shop", BY_THREAD, THREAD),
    ("conversationtag", "tagged_tag_same_shop", "shop_id, tag_id", "conversations_tag"),
    ("conversationtag", "tagged_member_same_shop", BY_MEMBER, MEMBER),
    ("block", "block_buyer_same_shop", "shop_id, buyer_id", "commerce_buyer"),
    ("block", "block_member_same_shop", BY_MEMBER, MEMBER),
    ("block", "block_lifter_same_shop", "shop_id, lifted_by_id", MEMBER),
    ("rating", "rating_conversation_same_shop", BY_THREAD, THREAD),
    ("rating", "rating_member_same_shop", BY_MEMBER, MEMBER),
]


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0004_audit_filters"),
        ("commerce", "0011_buyer_profile"),
        ("conversations", "0006_routing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
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
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
                    models.Index(
                        condition=models.Q(("lifted_at__isnull", True), ("until__isnull", False)),
                        fields=["until"],
                        name="block_due",
                    ),
                    models.Index(fields=["shop", "-at", "-id"], name="block_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("shop", "buyer"),
                        name="block_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gt", models.F("at")), _connector="OR"
                        ),
                        name="block_ends_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
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
                    models.UniqueConstraint(fields=("shop", "name"), name="tag_one_per_name"),
                    models.UniqueConstraint(fields=("shop", "id"), name="tag_of_shop"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "tag",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.tag",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["shop", "tag", "conversation"], name="conversation_tag_by_tag"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "conversation", "tag"), name="conversation_tag_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EndingSettings",
            fields=[
                (
                    "shop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.shop",
                    ),
                ),
                ("closing_line", models.CharField(blank=True, default="", max_length=200)),
                (
                    "invitation",
                    models.CharField(
                        choices=[
                            ("always", "每次结束都邀请"),
                            ("choose", "客服结束时自己选"),
                            ("never", "不邀请"),
                        ],
                        default="always",
                        max_length=8,
                    ),
                ),
                (
                    "not_bought_reasons",
                    models.JSONField(default=conversations.models.ending.preset_reasons),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note_number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
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
                    models.Index(fields=["shop", "member", "-at", "-id"], name="mention_newest"),
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True)),
                        fields=["shop", "member"],
                        name="mention_unseen",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "conversation", "note_number", "member"),
                        name="mention_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "shop_id",
                        "conversation_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("shop_id", models.BigIntegerField()),
                ("conversation_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("change", models.PositiveIntegerField()),
                ("anchor", models.PositiveIntegerField()),
                ("author_id", models.BigIntegerField()),
                ("author_name", models.CharField(max_length=64)),
                ("text", models.TextField(blank=True, default="")),
                ("client_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop_id", "conversation_id", "client_id"),
                        name="note_client_id_once",
                    ),
                    models.UniqueConstraint(
                        fields=("shop_id", "conversation_id", "change"), name="note_change_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("change__gte", models.F("number")), ("number__gte", 1)),
                        name="note_change_from_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deleted_at__isnull", True), ("text", ""), _connector="OR"
                        ),
                        name="note_deleted_is_blank",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_number", models.PositiveIntegerField()),
                ("member_name", models.CharField(blank=True, default="", max_length=64)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "很差"),
                            (2, "不满意"),
                            (3, "一般"),
                            (4, "满意"),
                            (5, "很满意"),
                        ],
                        null=True,
                    ),
                ),
                ("comment", models.CharField(blank=True, default="", max_length=200)),
                ("rated_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
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
                        blank=True,
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
                "indexes": [
                    models.Index(fields=["shop", "-invited_at"], name="rating_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "conversation", "session_number"),
                        name="rating_once_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("comment", ""), ("rated_at__isnull", True), ("score__isnull", True)
                            ),
                            models.Q(("rated_at__isnull", False), ("score__range", (1, 5))),
                            _connector="OR",
                        ),
                        name="rating_has_time",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="chatsession",
            name="batch",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="chatsession",
            name="finished_by",
            field=models.CharField(
                blank=True,
                choices=[("person", "person"), ("idle", "idle"), ("block", "block")],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="chatsession",
            name="not_bought",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="chatsession",
            name="stage",
            field=models.CharField(
                choices=[("pre_sale", "售前"), ("in_sale", "售中"), ("after_sale", "售后")],
                db_default="pre_sale",
                default="pre_sale",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="blocked",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="conversation",
            name="note_count",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="conversation",
            name="snoozed_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conversation",
            name="stage",
            field=models.CharField(
                choices=[("pre_sale", "售前"), ("in_sale", "售中"), ("after_sale", "售后")],
                db_default="pre_sale",
                default="pre_sale",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="tag_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                db_default=models.Value("{}"),
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="woken_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="chatsession",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)),
                fields=["shop", "batch"],
                name="session_batch",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("snoozed_until__isnull", False)),
                fields=["snoozed_until"],
                name="conversation_snoozed",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(
                    ("snoozed_until__isnull", False), ("woken_at__isnull", False), _connector="OR"
                ),
                fields=["shop", "woken_at", "snoozed_until"],
                name="conversation_later",
            ),
        ),
        *(composite(*key) for key in KEYS),
    ]
