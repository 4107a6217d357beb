"""What happened, as other systems are told it."""

from django.db import models


class WebhookEvent(models.Model):
    """Written in the transaction of the deed, only where somebody listens, and never changed.

    The one exception: words that were taken back are blanked, once (`blanked_at`). A trigger
    refuses every other change.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # What receivers know it by.
    key = models.UUIDField()
    kind = models.CharField(max_length=40)
    # What it is about, in the words of the app that told it; empty where nobody asks for it.
    subject = models.CharField(max_length=80, blank=True, default="")
    payload = models.JSONField()
    created_at = models.DateTimeField()
    blanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="event_of_shop"),
        ]
        indexes = [
            models.Index(
                fields=["shop", "kind", "subject"],
                name="event_by_subject",
                condition=~models.Q(subject=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
