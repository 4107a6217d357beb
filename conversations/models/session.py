"""ChatSession (接待): from a first message until it is finished."""

from django.db import models

from conversations.models.conversation import Conversation, SessionState
from conversations.models.ending import REASON_LENGTH
from conversations.models.stage import Stage


class FinishedBy(models.TextChoices):
    """Who ended a reception."""

    PERSON = "person", "person"
    IDLE = "idle", "idle"  # the machine, after the shop's minutes of silence
    BLOCK = "block", "block"  # the buyer was put on the blacklist


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
    finished_by = models.CharField(
        max_length=8, choices=FinishedBy.choices, blank=True, default="", db_default=""
    )
    # Names those that were finished together, so that they can be reopened together.
    batch = models.UUIDField(null=True, blank=True)
    # Derived from the buyer's orders when it opened, or as somebody set it since.
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.PRE_SALE, db_default=Stage.PRE_SALE
    )
    # Why an enquiry bought nothing, in the shop's words of that day.
    not_bought = models.CharField(max_length=REASON_LENGTH, blank=True, default="", db_default="")

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
            models.Index(
                fields=["shop", "batch"],
                name="session_batch",
                condition=models.Q(batch__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.number} of conversation {self.conversation_id}"
