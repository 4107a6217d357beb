"""Tables of what a shop knows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_attention"),
        ("scripts_library", "0007_guard_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnowledgeImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=9)),
                ("file_name", models.CharField(max_length=120)),
                ("rows", models.JSONField()),
                ("columns", models.JSONField(default=list)),
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
                    models.Index(fields=["shop", "-created_at"], name="knowledge_import_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__isnull", True), ("written_at__isnull", True)),
                            models.Q(("outcome__isnull", False), ("written_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="knowledge_import_written_has_outcome",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE scripts_library_knowledgeimport "
            "ADD CONSTRAINT knowledgeimport_member_same_shop "
            "FOREIGN KEY (shop_id, member_id) REFERENCES accounts_membership (shop_id, id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE scripts_library_knowledgeimport "
            "DROP CONSTRAINT knowledgeimport_member_same_shop",
        ),
    ]
