"""A use of a script names a thread of its own shop: the library below knows no threads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0013_search"),
        ("scripts_library", "0002_shop_keys"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE scripts_library_scriptuse ADD CONSTRAINT scriptuse_thread_same_shop "
            "FOREIGN KEY (shop_id, conversation_id) "
            "REFERENCES conversations_conversation (shop_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE scripts_library_scriptuse DROP CONSTRAINT scriptuse_thread_same_shop",
        )
    ]
