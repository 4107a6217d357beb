"""When an order last changed: kept by Postgres, so that no way of writing can forget it."""

from django.db import migrations, models
from django.db.models.functions import Now

from helpdesk.kernel.migrating import AtOnce

FUNCTION = """
CREATE FUNCTION commerce_order_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at = clock_timestamp();
    RETURN NEW;
END
$$
"""

TRIGGER = """
CREATE TRIGGER commerce_order_changed BEFORE UPDATE ON commerce_order
FOR EACH ROW EXECUTE FUNCTION commerce_order_changes()
"""


class Migration(AtOnce):
    dependencies = [("commerce", "0004_imports")]

    operations = [
        migrations.AddField(
            "order", "changed_at", models.DateTimeField(db_default=Now(), editable=False)
        ),
        migrations.AddIndex(
            "order", models.Index(fields=["shop", "changed_at", "id"], name="order_changed")
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION commerce_order_changes()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER commerce_order_changed ON commerce_order"),
    ]
