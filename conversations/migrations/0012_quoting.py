"""A message may name an earlier entry: the one it quotes."""

from django.db import migrations, models
from django.db.models import F, Q

from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    dependencies = [("conversations", "0011_automatic")]

    operations = [
        migrations.RemoveConstraint(model_name="entry", name="entry_target_fits_kind"),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=("recall", "answer"), target__isnull=False)
                | Q(kind__in=("message", "card"))
                | Q(kind__in=("file", "system"), target__isnull=True),
                name="entry_target_fits_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=1, target__lt=F("seq")),
                name="entry_target_is_earlier",
            ),
        ),
    ]
