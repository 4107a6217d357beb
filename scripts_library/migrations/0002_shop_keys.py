"""Foreign keys that keep two shops apart: a row of one shop can't name anything of another."""

from django.db import migrations

KEYS = [
    ("folder", "parent_id", "scripts_library_folder"),
    ("script", "folder_id", "scripts_library_folder"),
    ("script", "group_id", "team_group"),
    ("script", "owner_id", "accounts_membership"),
    ("scriptversion", "script_id", "scripts_library_script"),
    ("scriptversion", "author_id", "accounts_membership"),
    ("scriptversion", "reviewer_id", "accounts_membership"),
    ("scriptattachment", "version_id", "scripts_library_scriptversion"),
    ("scriptattachment", "product_id", "commerce_product"),
    ("favourite", "script_id", "scripts_library_script"),
    ("favourite", "member_id", "accounts_membership"),
    ("scriptuse", "script_id", "scripts_library_script"),
    ("scriptuse", "member_id", "accounts_membership"),
    ("scriptimport", "member_id", "accounts_membership"),
]


def composite(table: str, column: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{column.removesuffix('_id')}_same_shop"
    return migrations.RunSQL(
        f"ALTER TABLE scripts_library_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY (shop_id, {column}) REFERENCES {target} (shop_id, id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE scripts_library_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("scripts_library", "0001_library")]

    operations = [composite(*key) for key in KEYS]
