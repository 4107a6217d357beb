"""Turns: a buyer asked, a person answered or nobody did. Every response figure is made of them."""

from django.db import models
from django.db.models import F, Q

from conversations.models.conversation import Conversation


class Turn(models.Model):
    """From the buyer's first unanswered message to the end of their wait.

    Written by the statement that stores the answer (`sending_sql.py`), or by the one that
    finishes the session with the buyer still waiting. What the machine says ends no turn.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session_number = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    # The answer; null where the session was finished without one.
    answer_seq = models.PositiveIntegerField(null=True, blank=True)
    # Who answered, or who held the chat when it was finished; null where nobody did.
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # The session's first answer by a person.
    is_first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "asked_at"], name="turn_asked_once"
            ),
            models.UniqueConstraint(
                fields=["shop", "conversation", "session_number"],
                name="turn_one_first_a_session",
                condition=Q(is_first=True),
            ),
            models.CheckConstraint(
                name="turn_ends_after_it_began", condition=Q(ended_at__gte=F("asked_at"))
            ),
            models.CheckConstraint(
                name="turn_first_is_answered",
                condition=Q(is_first=False) | Q(answer_seq__isnull=False, member__isnull=False),
            ),
        ]
        indexes = [
            # The shop's figures of a day, and one person's.
            models.Index(fields=["shop", "ended_at", "id"], name="turn_by_day"),
            models.Index(fields=["shop", "member", "ended_at", "id"], name="turn_of_member"),
            # The figures of one session.
            models.Index(fields=["shop", "conversation", "session_number"], name="turn_of_session"),
        ]

    def __str__(self) -> str:
        return f"Turn of conversation {self.conversation_id} at {self.asked_at:%H:%M:%S}"
