"""A pre-sale question that was asked in a reception: what a colleague who takes it over sees."""

from django.db import models

from conversations.models.conversation import Conversation

KEY_LENGTH, ASK_LENGTH, ANSWER_LENGTH = 16, 40, 60


class AskedQuestion(models.Model):
    """One tick of the checklist, of one reception of a thread."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session_number = models.PositiveIntegerField()
    # The question's key in its list, and how it read then: lists are worded anew.
    key = models.CharField(max_length=KEY_LENGTH)
    ask = models.CharField(max_length=ASK_LENGTH)
    # What the buyer said, in a few words; blank while it is only asked.
    answer = models.CharField(max_length=ANSWER_LENGTH, blank=True, default="")
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "session_number", "key"],
                name="asked_question_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ask} in conversation {self.conversation_id}"
