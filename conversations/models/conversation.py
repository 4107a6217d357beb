"""The one endless thread of a buyer with a shop."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import pgettext_lazy

from conversations.models.stage import Stage


class SessionState(models.TextChoices):
    """Where the latest ChatSession of a thread stands."""

    WAITING = "waiting", pgettext_lazy("session state", "待接待")  # nobody holds it
    ACTIVE = "active", pgettext_lazy("session state", "接待中")  # an agent holds it
    FINISHED = (
        "finished",
        pgettext_lazy("session state", "已结束"),
    )  # the next message opens another


class Conversation(models.Model):
    """A thread, with all that a line of the list shows, kept by the statement that stores a
    message (`sending_sql.py`), so that no list ever reads the entries."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    buyer = models.ForeignKey(
        "commerce.Buyer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The buyer's own, copied by the database alone (migration 0016), whatever is written here.
    buyer_name = models.CharField(max_length=64, blank=True, default="", db_default="")
    buyer_platform = models.CharField(max_length=16, blank=True, default="", db_default="")
    # The latest session: its number, state and owner are copied here.
    session_number = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=8, choices=SessionState.choices, default=SessionState.FINISHED
    )
    owner = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # The highest seq; entries 1..last_seq all exist.
    last_seq = models.PositiveIntegerField(default=0)
    last_text = models.CharField(max_length=100, blank=True, default="")
    last_side = models.CharField(max_length=8, default="buyer")
    # What the last words are where they are no message: a card's kind, or what an answer says.
    last_card = models.CharField(max_length=8, blank=True, default="", db_default="")
    last_at = models.DateTimeField()
    # Buyer's messages that nobody of the shop has seen.
    unread = models.PositiveIntegerField(default=0)
    # Since when the buyer waits for an answer; null when nobody waits.
    unanswered_since = models.DateTimeField(null=True, blank=True)
    # {id, name, note, answered}: a colleague handed the chat over; null when nobody did.
    handed = models.JSONField(null=True, blank=True)
    # Copies of what the list shows besides: the session's stage, the tags in the order of tagging.
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.PRE_SALE, db_default=Stage.PRE_SALE
    )
    tag_ids = ArrayField(models.BigIntegerField(), default=list, db_default=models.Value("{}"))
    # Put off until then: not among those who wait, unless the buyer writes. Due by a sweep.
    snoozed_until = models.DateTimeField(null=True, blank=True)
    # It came back at its time and nobody has answered since.
    woken_at = models.DateTimeField(null=True, blank=True)
    # The buyer is on the blacklist (`Block`).
    blocked = models.BooleanField(default=False, db_default=False)
    # How often notes of this thread were written, edited or deleted (`Note.change`).
    note_count = models.PositiveIntegerField(default=0, db_default=0)
    # The shop's own account or a test: counts in no figure.
    is_own = models.BooleanField(default=False, db_default=False)
    # From a sequence, at every change that a list shows: a browser keeps the higher one.
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "buyer"], name="conversation_one_per_buyer"),
            models.UniqueConstraint(fields=["shop", "id"], name="conversation_of_shop"),
            models.CheckConstraint(
                name="conversation_owner_fits_state",
                condition=models.Q(state=SessionState.ACTIVE, owner__isnull=False)
                | models.Q(state=SessionState.WAITING, owner__isnull=True)
                | models.Q(state=SessionState.FINISHED),
            ),
        ]
        indexes = [
            models.Index(
                fields=["snoozed_until"],
                name="conversation_snoozed",
                condition=models.Q(snoozed_until__isnull=False),
            ),
            models.Index(
                fields=["shop", "woken_at", "snoozed_until"],
                name="conversation_later",
                condition=models.Q(snoozed_until__isnull=False) | models.Q(woken_at__isnull=False),
            ),
            models.Index(fields=["shop", "-last_at", "-id"], name="conversation_newest"),
            models.Index(
                fields=["shop", "owner", "-last_at", "-id"],
                name="conversation_owner_newest",
                condition=models.Q(state=SessionState.ACTIVE),
            ),
            models.Index(
                fields=["shop", "unanswered_since", "id"],
                name="conversation_unanswered",
                condition=models.Q(unanswered_since__isnull=False),
            ),
            models.Index(
                fields=["shop", "version"],
                name="conversation_open",
                condition=~models.Q(state=SessionState.FINISHED),
            ),
        ]

    def __str__(self) -> str:
        return f"Conversation {self.pk}"
