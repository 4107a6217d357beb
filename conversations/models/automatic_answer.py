"""What the machine decided at a moment of a wait: what it said, or why it said nothing."""

from django.db import models
from django.db.models import Q

from conversations.models.conversation import Conversation


class AutomaticAnswer(models.Model):
    """One row a moment of a wait, written in the transaction that stores the entry.

    While there is no row the answer is owed, and a sweep finds that out from the data; where
    there is one nothing is said again, whoever asks.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session_number = models.PositiveIntegerField()
    # `Conversation.unanswered_since` names the wait.
    asked_at = models.DateTimeField()
    # `automatic.choosing.Slot`: as the wait began, or after a while.
    slot = models.CharField(max_length=7)
    # `automatic.choosing.Answer`; empty where nothing was said.
    answer = models.CharField(max_length=8, blank=True, default="")
    # A code that `automatic/reasons.py` puts into words.
    why = models.CharField(max_length=24)
    # The entry that says it; null where nothing was said.
    seq = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "asked_at", "slot"], name="automatic_answer_once"
            ),
            models.CheckConstraint(
                name="automatic_answer_has_entry",
                condition=Q(answer="", seq__isnull=True) | ~Q(answer="") & Q(seq__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer or self.why} in conversation {self.conversation_id}"
