"""A follow-up of one shop can't be about a chat of another."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0020_guard_verdicts"),
        ("followups", "0002_shop_keys"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE followups_followup ADD CONSTRAINT followup_conversation_same_shop "
            "FOREIGN KEY (shop_id, conversation) REFERENCES conversations_conversation "
            "(shop_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE followups_followup DROP CONSTRAINT followup_conversation_same_shop",
        )
    ]
