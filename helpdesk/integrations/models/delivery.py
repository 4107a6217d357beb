"""One event on its way to one address: work owed, with the time at which it is due."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.integrations.models.endpoint import WebhookEndpoint
from helpdesk.integrations.models.event import WebhookEvent

ANSWER_BYTES = 2048
"""The first bytes of an answer that are kept."""


class DeliveryState(models.TextChoices):
    """Where it stands."""

    WAITING = "waiting", pgettext_lazy("delivery state", "等着送")  # due at `due_at`
    DELIVERED = "delivered", pgettext_lazy("delivery state", "送到了")  # answered with 2xx
    FAILED = "failed", pgettext_lazy("delivery state", "没送到")  # given up; a person may send it
    MERGED = "merged", pgettext_lazy("delivery state", "并进后一条")  # a later event says it all


class WebhookDelivery(models.Model):
    """The newest attempt is told in its own row. Whoever claims it moves `due_at` ahead, so a
    worker that dies leaves nothing but a delivery that falls due again."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The keys to endpoint and event carry the shop: migration 0001.
    endpoint = models.ForeignKey(
        WebhookEndpoint,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    event = models.ForeignKey(
        WebhookEvent,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    # The same at every attempt, so that receivers can refuse what they have.
    key = models.UUIDField()
    # The event's, for the filters of the log.
    kind = models.CharField(max_length=40)
    state = models.CharField(
        max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    # Attempts so far, and how many there were when a person last asked for it again.
    attempts = models.PositiveIntegerField(default=0)
    attempts_before = models.PositiveIntegerField(default=0)
    # When it is next to be tried; while somebody is at it, when they are taken for dead.
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    # Of the latest attempt: when, what came back, how long it took.
    sent_at = models.DateTimeField(null=True, blank=True)
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=24, blank=True, default="")
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=Q(attempts_before__lte=models.F("attempts")),
                name="delivery_attempts_in_order",
            ),
        ]
        indexes = [
            # The sweep: what is due for one endpoint, the oldest first.
            models.Index(
                fields=["endpoint", "due_at", "id"],
                name="delivery_due",
                condition=Q(state=DeliveryState.WAITING),
            ),
            # The log and its filters, newest first.
            models.Index(fields=["shop", "-id"], name="delivery_newest"),
            models.Index(fields=["shop", "endpoint", "-id"], name="delivery_of_endpoint"),
            models.Index(fields=["shop", "state", "-id"], name="delivery_by_state"),
            models.Index(fields=["shop", "kind", "-id"], name="delivery_by_kind"),
            models.Index(fields=["event"], name="delivery_of_event"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def tries(self) -> int:
        """Attempts since it was first due, or since a person asked for it again."""
        return self.attempts - self.attempts_before
