"""A new key is no news of an order: `changed_at` stays when its receiver is sealed anew.

Programs that keep up by it would otherwise fetch every order of the shop once more.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION commerce_order_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('helpdesk.resealing', true), '') <> 'on' THEN
        NEW.changed_at = clock_timestamp();
    END IF;
    RETURN NEW;
END
$$
"""

FORMER = """
CREATE OR REPLACE FUNCTION commerce_order_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at = clock_timestamp();
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("commerce", "0009_goods")]

    operations = [migrations.RunSQL(FUNCTION, FORMER)]
