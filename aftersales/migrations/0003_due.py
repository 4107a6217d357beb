"""When a case is due stands on the case, so that lists are sorted by an index."""

from django.db import migrations, models
from django.db.models import Q

from helpdesk.kernel.migrating import AtOnce

# Whoever starts, moves or resumes a deadline says it on the case too, in the same transaction.
DUE = """
CREATE FUNCTION aftersales_case_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE aftersales_case SET due_at = NEW.due_at
        WHERE shop_id = NEW.shop_id AND id = NEW.case_id AND is_open
        AND due_at IS DISTINCT FROM NEW.due_at;
    RETURN NULL;
END $$;
CREATE TRIGGER deadline_on_case AFTER INSERT OR UPDATE OF due_at, state ON aftersales_deadline
    FOR EACH ROW WHEN (NEW.state = 'running') EXECUTE FUNCTION aftersales_case_due();
"""
NOT_DUE = """
DROP TRIGGER deadline_on_case ON aftersales_deadline;
DROP FUNCTION aftersales_case_due();
"""
FILL = """
UPDATE aftersales_case c SET due_at = d.due_at FROM aftersales_deadline d
WHERE d.shop_id = c.shop_id AND d.case_id = c.id AND d.state = 'running' AND c.is_open
"""


class Migration(AtOnce):
    dependencies = [("aftersales", "0002_held_by_postgres")]

    operations = [
        migrations.AddField("case", "due_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=Q(is_open=True), fields=["shop", "due_at", "id"], name="case_open_by_due"
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=Q(is_open=False), fields=["shop", "-closed_at", "-id"], name="case_over"
            ),
        ),
        migrations.AddIndex(
            "case", models.Index(fields=["shop", "buyer", "-opened_at"], name="case_of_buyer")
        ),
        migrations.AddIndex(
            "caseevent",
            models.Index(
                condition=Q(member__isnull=False),
                fields=["shop", "member", "case"],
                name="case_event_by_member",
            ),
        ),
        migrations.RunSQL(DUE, NOT_DUE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
