"""Products are found by the first letters of their names."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_attention"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("shop"),
                django.db.models.functions.text.Left("name", 4),
                condition=models.Q(("retired_at__isnull", True)),
                name="product_by_first_letters",
            ),
        ),
    ]
