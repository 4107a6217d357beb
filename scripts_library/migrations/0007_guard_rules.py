"""A shop's own rules of wording, their versions, and tables of them."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("guardrule", "changed_by_id", "accounts_membership"),
    ("guardruleversion", "rule_id", "scripts_library_guardrule"),
    ("guardruleversion", "author_id", "accounts_membership"),
    ("guardimport", "member_id", "accounts_membership"),
]


def composite(table: str, column: str, target: str) -> migrations.RunSQL:
    """A row of one shop can't name anything of another, whatever the code does."""
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
        ("scripts_library", "0006_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="library",
            name="guard_revision",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="GuardRule",
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
                            ("words", "词和短句"),
                            ("pattern", "句式（正则）"),
                            ("allow", "放行的词"),
                            ("level", "自带类别的级别"),
                        ],
                        max_length=8,
                    ),
                ),
                ("about", models.CharField(blank=True, default="", max_length=16)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("ok", "不管"),
                            ("hint", "提示"),
                            ("warn", "提醒"),
                            ("block", "拦下"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("content", models.JSONField()),
                ("latest", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
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
                    models.Index(fields=["shop", "about", "id"], name="guard_rule_by_class"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "id"), name="guard_rule_of_shop"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "level")),
                        fields=("shop", "about"),
                        name="guard_rule_one_level_a_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "ok"), _negated=True),
                            ("kind__in", ("level", "allow")),
                            _connector="OR",
                        ),
                        name="guard_rule_ok_only_for_levels",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuardRuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("at", models.DateTimeField()),
                ("restored_from", models.PositiveIntegerField(blank=True, null=True)),
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
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="scripts_library.guardrule",
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
                        fields=("shop", "rule", "number"), name="guard_rule_version_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuardImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("rows", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.JSONField(blank=True, null=True)),
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
                    models.Index(fields=["shop", "-created_at"], name="guard_import_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__isnull", True), ("written_at__isnull", True)),
                            models.Q(("outcome__isnull", False), ("written_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="guard_import_written_has_outcome",
                    )
                ],
            },
        ),
        *(composite(*key) for key in KEYS),
        migrations.RunSQL(
            "CREATE TRIGGER scripts_library_guardruleversion_append_only BEFORE UPDATE OR DELETE "
            "ON scripts_library_guardruleversion FOR EACH ROW "
            "EXECUTE FUNCTION accounts_append_only()",
            "DROP TRIGGER scripts_library_guardruleversion_append_only "
            "ON scripts_library_guardruleversion",
        ),
    ]
