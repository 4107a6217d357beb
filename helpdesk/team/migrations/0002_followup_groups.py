"""A follow-up or a duty of one shop can't be given to a group of another."""

from django.db import migrations

KEYS = [
    ("followups_followup", "followup_group_same_shop"),
    ("followups_followuptemplate", "template_group_same_shop"),
]


def composite(table: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f'ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, "group") '
        "REFERENCES team_group (shop_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("team", "0001_presence"), ("followups", "0002_shop_keys")]

    operations = [composite(*key) for key in KEYS]
