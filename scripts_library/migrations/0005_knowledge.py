"""What a shop knows of its goods, and the keys that keep two shops apart."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("sheet", "product_id", "commerce_product"),
    ("sheet", "checked_by_id", "accounts_membership"),
    ("sheetversion", "sheet_id", "scripts_library_sheet"),
    ("sheetversion", "author_id", "accounts_membership"),
    ("sheetversion", "reviewer_id", "accounts_membership"),
    ("approvedanswer", "script_id", "scripts_library_script"),
    ("approvedanswer", "product_id", "commerce_product"),
    ("productalias", "product_id", "commerce_product"),
]


def composite(table: str, column: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{column.removesuffix('_id')}_same_shop"
    return migrations.RunSQL(
        f"ALTER TABLE scripts_library_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE scripts_library_{table} DROP CONSTRAINT {name}",
    )


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("commerce", "0011_buyer_profile"),
        ("scripts_library", "0002_shop_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("facts", "商品资料"),
                            ("pitch", "FABE 卡"),
                            ("howto", "怎么弄"),
                            ("questions", "售前要问的"),
                        ],
                        max_length=9,
                    ),
                ),
                ("category", models.CharField(blank=True, default="", max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("review", "待审"),
                            ("approved", "已通过"),
                            ("retired", "停用"),
                        ],
                        default="review",
                        max_length=8,
                    ),
                ),
                ("latest", models.PositiveIntegerField(default=0)),
                ("live", models.PositiveIntegerField(blank=True, null=True)),
                ("edits", models.PositiveIntegerField(default=0)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "checked_by",
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
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.product",
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
                    models.Index(fields=["shop", "product", "kind"], name="sheet_by_product"),
                    models.Index(fields=["shop", "category", "kind"], name="sheet_by_category"),
                    models.Index(
                        condition=models.Q(("state", "review")),
                        fields=["shop", "-changed_at"],
                        name="sheet_in_review",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "id"), name="sheet_of_shop"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ("facts", "pitch", "questions"))),
                        fields=("shop", "kind", "product", "category"),
                        name="sheet_one_each",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", ""), ("product__isnull", False)),
                            models.Q(
                                ("product__isnull", True), models.Q(("category", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="sheet_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("facts", "pitch")), ("product__isnull", False)),
                            models.Q(("kind", "questions"), ("product__isnull", True)),
                            ("kind", "howto"),
                            _connector="OR",
                        ),
                        name="sheet_kind_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live__isnull", True),
                            models.Q(("live__gte", 1), ("live__lte", models.F("latest"))),
                            _connector="OR",
                        ),
                        name="sheet_live_is_a_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live__isnull", True),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sheet_live_was_checked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "approved", "retired"])
                        ),
                        name="sheet_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("source", models.CharField(blank=True, default="", max_length=120)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("review", "送审"),
                            ("approved", "通过"),
                            ("returned", "退回"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "reviewer",
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
                    "sheet",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="scripts_library.sheet",
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
                        fields=("shop", "sheet", "number"), name="sheet_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reviewed_at__isnull", True), ("state__in", ("draft", "review"))
                            ),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("state__in", ("approved", "returned")),
                            ),
                            _connector="OR",
                        ),
                        name="sheet_version_reviewed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.CharField(blank=True, default="", max_length=32)),
                (
                    "asks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.product",
                    ),
                ),
                (
                    "script",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="scripts_library.script",
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
                    models.Index(fields=["shop", "product"], name="answer_by_product"),
                    models.Index(fields=["shop", "category"], name="answer_by_category"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", ""), ("product__isnull", False)),
                            models.Q(
                                ("product__isnull", True), models.Q(("category", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="answer_about_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alias", models.CharField(max_length=24)),
                ("head", models.CharField(max_length=2)),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.product",
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
                "verbose_name_plural": "product aliases",
                "indexes": [models.Index(fields=["shop", "head"], name="product_alias_by_head")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "product", "alias"), name="product_alias_once"
                    )
                ],
            },
        ),
        *(composite(*key) for key in KEYS),
    ]
