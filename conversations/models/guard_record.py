"""What the guard of wording stopped, and what was sent all the same."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from conversations.models.conversation import Conversation


class GuardLevel(models.TextChoices):
    WARN = "warn", pgettext_lazy("guard level", "提醒")
    BLOCK = "block", pgettext_lazy("guard level", "拦下")


class GuardRecord(models.Model):
    """An agent sent a warned message after seeing why (``seq``), or tried to send a blocked one.

    Append-only. Words that were never sent are not kept: the record names their classes alone.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Of the message; the same one tried again is one record.
    client_id = models.UUIDField()
    seq = models.PositiveIntegerField(null=True, blank=True)
    level = models.CharField(max_length=8, choices=GuardLevel.choices)
    classes = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="guard_record_of_shop"),
            models.UniqueConstraint(
                fields=["shop", "conversation", "client_id", "level"], name="guard_record_once"
            ),
            models.CheckConstraint(
                name="guard_record_sent_or_blocked",
                condition=Q(level=GuardLevel.WARN, seq__isnull=False)
                | Q(level=GuardLevel.BLOCK, seq__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["shop", "-at", "-id"], name="guard_record_newest")]

    def __str__(self) -> str:
        return f"{self.level} in conversation {self.conversation_id}"
