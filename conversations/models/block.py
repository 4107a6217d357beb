"""The shop's blacklist."""

from django.db import models

REASON_LENGTH = 200


class Block(models.Model):
    """A buyer may not write to the shop, for a reason and until a moment (null: for good).

    `Conversation.blocked` is the copy that the statement which stores a message reads.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    buyer = models.ForeignKey(
        "commerce.Buyer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=REASON_LENGTH)
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    # Null where its time was over.
    lifted_by = models.ForeignKey(
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
                fields=["shop", "buyer"],
                name="block_one_open",
                condition=models.Q(lifted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="block_ends_later",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"],
                name="block_due",
                condition=models.Q(lifted_at__isnull=True, until__isnull=False),
            ),
            models.Index(fields=["shop", "-at", "-id"], name="block_newest"),
        ]

    def __str__(self) -> str:
        return f"Block of buyer {self.buyer_id}"
