"""What Django cannot say: keys that keep the deliveries of two shops apart, and events that
stay as they are.

As in commerce/migrations/0003_order_shop_keys.py: a delivery of one shop can't name an endpoint
or an event of another, whatever the code does.
"""

from django.db import migrations

KEYS = [
    (
        "integrations_webhookdelivery",
        "delivery_endpoint_same_shop",
        "endpoint_id",
        "integrations_webhookendpoint",
    ),
    (
        "integrations_webhookdelivery",
        "delivery_event_same_shop",
        "event_id",
        "integrations_webhookevent",
    ),
]

FUNCTION = """
CREATE FUNCTION integrations_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.blanked_at IS NULL AND NEW.blanked_at IS NOT NULL
        AND (NEW.id, NEW.shop_id, NEW.key, NEW.kind, NEW.subject, NEW.created_at)
            = (OLD.id, OLD.shop_id, OLD.key, OLD.kind, OLD.subject, OLD.created_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an event is what happened: UPDATE refused'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""

TRIGGER = """
CREATE TRIGGER integrations_event_stays BEFORE UPDATE ON integrations_webhookevent
FOR EACH ROW EXECUTE FUNCTION integrations_event_stays()
"""


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


class Migration(migrations.Migration):
    dependencies = [("integrations", "0001_webhooks")]

    operations = [
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION integrations_event_stays()"),
        migrations.RunSQL(
            TRIGGER, "DROP TRIGGER integrations_event_stays ON integrations_webhookevent"
        ),
    ]
