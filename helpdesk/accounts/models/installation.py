"""The one row of the whole installation: whether its first shop has been opened."""

from django.db import models


class Installation(models.Model):
    """Made by the migration. ``opened_at`` is set once, by whoever opens the first shop: the
    row's lock lets one of two pass."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    # Null until there is a shop; then the page of the first run is gone.
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="accounts_installation_only_one"),
        ]

    def __str__(self) -> str:
        return f"Opened {self.opened_at}"
