"""A product's order lines by when they came, so that what was sold lately is a bounded read."""

from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("commerce", "0012_names_by_letters"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="orderline",
            name="line_by_product",
        ),
        migrations.AddIndex(
            model_name="orderline",
            index=models.Index(
                fields=["shop", "product", "-id"],
                include=("order", "sku", "quantity"),
                name="line_of_product",
            ),
        ),
    ]
