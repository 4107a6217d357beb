"""The first run of an installation, and the list of what is left when a shop is opened."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

FIRST_ROW = """
INSERT INTO accounts_installation (id, opened_at)
SELECT 1, (SELECT min(created_at) FROM accounts_shop)
"""


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0005_api"),
    ]

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="accounts_installation_only_one"
                    )
                ],
            },
        ),
        migrations.RunSQL(FIRST_ROW, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ShopOpening",
            fields=[
                (
                    "shop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="opening",
                        serialize=False,
                        to="accounts.shop",
                    ),
                ),
                ("skipped", models.JSONField(default=list)),
                ("rules_read_at", models.DateTimeField(null=True)),
                ("dismissed_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
