"""Peak mode: for some hours everybody takes more chats at once."""

from django.db import models


class PeakMode(models.Model):
    """One time of it. It ends at `until`, or earlier by hand."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    until = models.DateTimeField()
    started_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    # Null while it runs, and where the clock ended it.
    ended_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop"], name="peak_one_at_a_time", condition=models.Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="peak_ends_after_start", condition=models.Q(until__gt=models.F("started_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Peak of shop {self.shop_id} until {self.until:%Y-%m-%d %H:%M}"
