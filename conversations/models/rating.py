"""What a buyer thought of one reception. Kept apart from orders and refunds on purpose."""

from django.db import models
from django.utils.translation import pgettext_lazy

from conversations.models.conversation import Conversation

COMMENT_LENGTH = 200


class Score(models.IntegerChoices):
    """Five levels, as the trade counts them; the two best are "satisfied"."""

    VERY_BAD = 1, pgettext_lazy("rating", "很差")
    BAD = 2, pgettext_lazy("rating", "不满意")
    FAIR = 3, pgettext_lazy("rating", "一般")
    GOOD = 4, pgettext_lazy("rating", "满意")
    VERY_GOOD = 5, pgettext_lazy("rating", "很满意")


class Rating(models.Model):
    """An invitation, and what became of it: given once, never changed."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session_number = models.PositiveIntegerField()
    # Whom the buyer talked with, as they were called then.
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    member_name = models.CharField(max_length=64, blank=True, default="")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True, blank=True, choices=Score.choices)
    comment = models.CharField(max_length=COMMENT_LENGTH, blank=True, default="")
    rated_at = models.DateTimeField(null=True, blank=True)
    # The buyer would rather not: the page asks no more.
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "session_number"], name="rating_once_a_session"
            ),
            models.CheckConstraint(
                name="rating_has_time",
                condition=models.Q(score__isnull=True, rated_at__isnull=True, comment="")
                | models.Q(score__range=(1, 5), rated_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["shop", "-invited_at"], name="rating_newest")]

    def __str__(self) -> str:
        return f"Rating of session {self.session_number} of conversation {self.conversation_id}"
