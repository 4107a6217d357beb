"""Of one case at most one follow-up of a kind is owed at a time, whatever the code does."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("aftersales", "0010_reships"),
        ("followups", "0003_kept_by_source"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX followup_one_of_case ON followups_followup "
            "(shop_id, source_id, kind) "
            "WHERE source_kind = 'case' AND kind LIKE 'case\\_%' AND state IN ('open', 'paused')",
            "DROP INDEX followup_one_of_case",
        )
    ]
