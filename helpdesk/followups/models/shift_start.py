"""Somebody comes to work: what they are shown once, at the start of their business day."""

from django.db import models


class ShiftStart(models.Model):
    """One a person and business day, made when they first come. The key to the member carries the
    shop: `0005_shift_starts`."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    # The shop's business day.
    day = models.DateField()
    began_at = models.DateTimeField()
    # Since when they were not here; null when they were never here before.
    away_since = models.DateTimeField(null=True)
    # When they put the digest away: it does not come again that day.
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "member", "day"], name="shift_start_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.day}"
