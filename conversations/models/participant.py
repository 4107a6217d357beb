"""How far each side of a thread has received and seen it."""

from django.db import models

from conversations.models.conversation import Conversation


class Participant(models.Model):
    """One position per participant: the buyer, and every agent who has had the thread."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="participants", db_index=False
    )
    # Null is the buyer.
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    delivered_seq = models.PositiveIntegerField(default=0)
    read_seq = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "member"],
                name="participant_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="participant_read_is_delivered",
                condition=models.Q(read_seq__lte=models.F("delivered_seq")),
            ),
        ]

    def __str__(self) -> str:
        return f"Participant {self.member_id} of conversation {self.conversation_id}"
