"""Aliases are found by their first letters; the copied two characters go."""

import django.db.models.functions.text
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("commerce", "0012_names_by_letters"),
        ("scripts_library", "0008_knowledge_tables"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="productalias",
            name="product_alias_by_head",
        ),
        migrations.RemoveField(
            model_name="productalias",
            name="head",
        ),
        migrations.AddIndex(
            model_name="productalias",
            index=models.Index(
                models.F("shop"),
                django.db.models.functions.text.Left("alias", 4),
                name="product_alias_by_letters",
            ),
        ),
    ]
