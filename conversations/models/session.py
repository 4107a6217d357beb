"""ChatSession (接待): from a first message until it is finished."""

from django.db import models

from conversations.models.conversation import Conversation, SessionState


class ChatSession(models.Model):
    """One reception. Owner, state and every figure of service hang on it.

    `number` counts within the conversation from 1; an entry names its session by it.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="sessions", db_index=False
    )
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=8, choices=SessionState.choices, default=SessionState.WAITING
    )
    owner = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # "buyer", or "agent" where the shop wrote first: such a session is no enquiry.
    opened_by = models.CharField(max_length=8, default="buyer")
    opened_at = models.DateTimeField()
    first_seq = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # The present owner was given it, by routing or a colleague, and did not take it themselves.
    was_given = models.BooleanField(default=False, db_default=False)
    # How often it was taken from somebody who did not answer in time.
    moves = models.PositiveSmallIntegerField(default=0, db_default=0)
    # When a supervisor was asked to look.
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "number"], name="session_number_once"
            ),
            models.UniqueConstraint(
                fields=["conversation"],
                name="session_one_open",
                condition=~models.Q(state=SessionState.FINISHED),
            ),
            models.CheckConstraint(
                name="session_given_has_owner",
                condition=models.Q(was_given=False) | models.Q(owner__isnull=False),
            ),
            models.CheckConstraint(
                name="session_finished_has_time",
                condition=models.Q(state=SessionState.FINISHED, finished_at__isnull=False)
                | (~models.Q(state=SessionState.FINISHED) & models.Q(finished_at__isnull=True)),
            ),
        ]
        indexes = [
            # The queue: whoever came first is first, also after being given out in vain.
            models.Index(
                fields=["shop", "opened_at", "id"],
                name="session_queue",
                condition=models.Q(state=SessionState.WAITING),
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.number} of conversation {self.conversation_id}"
