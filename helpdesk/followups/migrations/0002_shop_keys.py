"""What Django cannot say: keys that keep the follow-ups of two shops apart.

As in commerce/migrations/0003_order_shop_keys.py: a follow-up of one shop can't name a member, an
order, a buyer or another follow-up of the other, whatever the code does. Groups and conversations
lie in apps above, whose own migrations add the keys to them.
"""

from django.db import migrations

KEYS = [
    ("followups_followup", "followup_owner_same_shop", "owner_id", "accounts_membership"),
    ("followups_followup", "followup_changed_same_shop", "changed_by_id", "accounts_membership"),
    ("followups_followup", "followup_order_same_shop", "order_id", "commerce_order"),
    ("followups_followup", "followup_buyer_same_shop", "buyer_id", "commerce_buyer"),
    ("followups_followup", "followup_previous_same_shop", "previous_id", "followups_followup"),
    (
        "followups_followup",
        "followup_template_same_shop",
        "template_id",
        "followups_followuptemplate",
    ),
    ("followups_followuptemplate", "template_owner_same_shop", "owner_id", "accounts_membership"),
    ("followups_reminder", "reminder_followup_same_shop", "followup_id", "followups_followup"),
]


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_followups")]

    operations = [migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS]
