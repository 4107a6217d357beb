"""A file that no move named says that it goes before its bytes do."""

from django.db import migrations, models
from django.db.models import Q

from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    dependencies = [("aftersales", "0018_failed_deadlines")]

    operations = [
        migrations.AddField("casefile", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "casefile",
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(case__isnull=True),
                name="case_file_of_a_case_stays",
            ),
        ),
    ]
