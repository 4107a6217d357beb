"""What Django cannot say: the version sequence, and foreign keys that keep two shops apart.

A row of one shop can't name a buyer, member or conversation of another, whatever the code does.
Entries have no foreign key from anywhere and one to their conversation.
"""

from django.db import migrations


def composite(table: str, name: str, columns: str, target: str, keys: str = "shop_id, id") -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ({keys}) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


KEYS = [
    (
        "conversations_conversation",
        "conversation_buyer_same_shop",
        "shop_id, buyer_id",
        "commerce_buyer",
    ),
    (
        "conversations_conversation",
        "conversation_owner_same_shop",
        "shop_id, owner_id",
        "accounts_membership",
    ),
    (
        "conversations_chatsession",
        "session_conversation_same_shop",
        "shop_id, conversation_id",
        "conversations_conversation",
    ),
    (
        "conversations_chatsession",
        "session_owner_same_shop",
        "shop_id, owner_id",
        "accounts_membership",
    ),
    (
        "conversations_participant",
        "participant_conversation_same_shop",
        "shop_id, conversation_id",
        "conversations_conversation",
    ),
    (
        "conversations_participant",
        "participant_member_same_shop",
        "shop_id, member_id",
        "accounts_membership",
    ),
    (
        "conversations_entry",
        "entry_conversation_same_shop",
        "shop_id, conversation_id",
        "conversations_conversation",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_threads")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE conversations_version", "DROP SEQUENCE conversations_version"
        ),
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
        migrations.RunSQL(
            "ALTER TABLE conversations_conversation SET (fillfactor = 80)",
            "ALTER TABLE conversations_conversation RESET (fillfactor)",
        ),
    ]
