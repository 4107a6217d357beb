"""The audit record and the policies can only grow: Postgres itself refuses the rest."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION accounts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""

TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION accounts_append_only()
"""


def trigger(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        TRIGGER.format(table=table), f"DROP TRIGGER {table}_append_only ON {table}"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_shops")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION accounts_append_only()"),
        trigger("accounts_auditentry"),
        trigger("accounts_policy"),
    ]
