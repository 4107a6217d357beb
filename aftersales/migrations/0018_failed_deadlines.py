"""Deadlines whose end could not be acted on stand behind all the others."""

from django.db import migrations, models
from django.db.models import Q

from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    dependencies = [("aftersales", "0017_found_out")]

    operations = [
        migrations.AddField("deadline", "failed_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveIndex("deadline", "deadline_due"),
        migrations.AddIndex(
            "deadline",
            models.Index(
                condition=Q(state="running", failed_at__isnull=True),
                fields=["due_at", "id"],
                name="deadline_due",
            ),
        ),
        migrations.AddIndex(
            "deadline",
            models.Index(
                condition=Q(state="running", failed_at__isnull=False),
                fields=["failed_at", "id"],
                name="deadline_failed",
            ),
        ),
    ]
