"""Who was given a chat, by whom, why, and what they were told. Rows are only ever added."""

from django.db import models

from conversations.models.conversation import Conversation

NOTE_LENGTH = 300


class How(models.TextChoices):
    """How a chat came to where it is."""

    ROUTED = "routed", "routed"  # the machine chose, by the shop's rules
    TAKEN = "taken", "taken"  # somebody took it
    TRANSFERRED = "transferred", "transferred"  # a colleague handed it over
    MOVED = "moved", "moved"  # nobody answered in time: the machine chose another
    QUEUED = "queued", "queued"  # back among those who wait, in its old place
    ESCALATED = "escalated", "escalated"  # a supervisor was asked to look; nobody changed


class Assignment(models.Model):
    """One step of a reception."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="assignments", db_index=False
    )
    session_number = models.PositiveIntegerField()
    how = models.CharField(max_length=11, choices=How.choices)
    at = models.DateTimeField()
    # Who has it from here on; null among those who wait.
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # Who had it before; null nobody.
    previous = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # Who did it; null the machine.
    by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # The group that was asked, by the name it had then.
    group_name = models.CharField(max_length=20, blank=True, default="")
    # For the receiver's eyes, never the buyer's.
    note = models.CharField(max_length=NOTE_LENGTH, blank=True, default="")
    # `routing.facts.Decision.as_json`, where the machine decided.
    decision = models.JSONField(null=True, blank=True)
    # Seconds that the buyer had stood in the queue.
    queued_seconds = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["shop", "conversation", "session_number", "id"],
                name="assignment_by_session",
            ),
            models.Index(
                fields=["shop", "-at"],
                name="assignment_from_queue",
                condition=models.Q(queued_seconds__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how} in conversation {self.conversation_id}"
