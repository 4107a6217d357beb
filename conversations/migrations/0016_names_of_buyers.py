"""A thread carries its buyer's name and platform: a page of the list then reads one table.

The database keeps the copies, whoever writes: a thread takes them from its buyer, and a buyer who
gets another name hands it on. A thread that is just being made holds its buyer's row for that
moment, so no name can change between the reading and the writing.
"""

from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

TAKE = """
CREATE FUNCTION conversations_take_buyer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT name, platform INTO NEW.buyer_name, NEW.buyer_platform
    FROM commerce_buyer WHERE shop_id = NEW.shop_id AND id = NEW.buyer_id FOR SHARE;
    -- A buyer who is not there: the foreign key says so, at its own time.
    NEW.buyer_name = COALESCE(NEW.buyer_name, '');
    NEW.buyer_platform = COALESCE(NEW.buyer_platform, '');
    RETURN NEW;
END
$$;
CREATE TRIGGER conversations_takes_buyer
BEFORE INSERT OR UPDATE OF buyer_id ON conversations_conversation
FOR EACH ROW EXECUTE FUNCTION conversations_take_buyer();
"""
HAND_ON = """
CREATE FUNCTION conversations_hear_buyer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations_conversation SET buyer_name = NEW.name, buyer_platform = NEW.platform
    WHERE shop_id = NEW.shop_id AND buyer_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER conversations_hears_buyer AFTER UPDATE OF name, platform ON commerce_buyer
FOR EACH ROW WHEN ((OLD.name, OLD.platform) IS DISTINCT FROM (NEW.name, NEW.platform))
EXECUTE FUNCTION conversations_hear_buyer();
"""
FORGET = """
DROP TRIGGER conversations_hears_buyer ON commerce_buyer;
DROP FUNCTION conversations_hear_buyer();
DROP TRIGGER conversations_takes_buyer ON conversations_conversation;
DROP FUNCTION conversations_take_buyer();
"""
FILL = """
UPDATE conversations_conversation c SET buyer_name = b.name, buyer_platform = b.platform
FROM commerce_buyer b WHERE b.shop_id = c.shop_id AND b.id = c.buyer_id
"""


class Migration(AtOnce):
    dependencies = [
        ("conversations", "0015_guard_records"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.AddField(
            "conversation",
            "buyer_name",
            models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            "conversation",
            "buyer_platform",
            models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
        migrations.RunSQL(TAKE + HAND_ON, FORGET),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
