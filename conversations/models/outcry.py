"""Angry words of buyers, as the floor found them; and who has watched a chat in silence."""

from django.db import models

from conversations.models.conversation import Conversation


class Outcry(models.Model):
    """A buyer's message in which words of the shop's list stand.

    Derived from the entries by `actions/hearing_anger.py`; what is new in it is who has seen it.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="outcries", db_index=False
    )
    session_number = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    # [{reason, word, start, end}] as `floor/anger.py` found them.
    found = models.JSONField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "conversation", "seq"], name="outcry_once"),
            models.CheckConstraint(
                name="outcry_seen_by_somebody",
                condition=models.Q(seen_at__isnull=True, seen_by__isnull=True)
                | models.Q(seen_at__isnull=False, seen_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "conversation", "-seq"],
                name="outcry_unseen",
                condition=models.Q(seen_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"Outcry {self.seq} of conversation {self.conversation_id}"


class OutcryReading(models.Model):
    """How far a thread has been looked through, and by which version of the words."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    through = models.PositiveIntegerField()
    # The rule's version (`Policy`) that was used; 0 the preset.
    words = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "conversation"], name="outcry_reading_once")
        ]

    def __str__(self) -> str:
        return f"Conversation {self.conversation_id} is read through {self.through}"


class Watching(models.Model):
    """A supervisor reads along unseen. One row a watching, however often the line came back."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Made by the page when it begins.
    watching = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "member", "conversation", "watching"], name="watching_once"
            )
        ]

    def __str__(self) -> str:
        return f"Member {self.member_id} watches conversation {self.conversation_id}"
