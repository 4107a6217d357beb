"""Where a shop wants to be told, and of what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

ADDRESS_LENGTH, DESCRIPTION_LENGTH = 500, 80


class EndpointState(models.TextChoices):
    """Whether anything is sent there."""

    ACTIVE = "active", pgettext_lazy("endpoint state", "正常")  # nothing is wrong
    FAILING = "failing", pgettext_lazy("endpoint state", "送不到")  # still tried, with pauses
    PAUSED = "paused", pgettext_lazy("endpoint state", "暂停了")  # by a person, or by a 410
    REMOVED = "removed", pgettext_lazy("endpoint state", "删掉了")  # its rows go a little later


LISTENING = (EndpointState.ACTIVE, EndpointState.FAILING)
"""What happens is kept for these; the literal stands in `actions/outbox_sql.py` too."""


class WebhookEndpoint(models.Model):
    """One address of one shop.

    It is never deleted where somebody may be writing a delivery for it at this moment: removing
    marks it, and the hourly clearing takes it away.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    address = models.CharField(max_length=ADDRESS_LENGTH)
    description = models.CharField(max_length=DESCRIPTION_LENGTH, blank=True, default="")
    # Names of the kinds of events that are sent there.
    kinds = models.JSONField(default=list)
    state = models.CharField(
        max_length=8, choices=EndpointState.choices, default=EndpointState.ACTIVE
    )
    # The secrets are derived from these and SECRET_KEY, and stored nowhere.
    secret_nonce = models.CharField(max_length=32)
    secret_made_at = models.DateTimeField()
    # After a rotation the older secret signs too, until this moment.
    previous_nonce = models.CharField(max_length=32, blank=True, default="")
    previous_until = models.DateTimeField(null=True, blank=True)
    # Failures since the last success; while it rests, nothing is sent there.
    failures = models.PositiveIntegerField(default=0)
    resting_until = models.DateTimeField(null=True, blank=True)
    # Since when it is in its state.
    state_since = models.DateTimeField()
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="endpoint_of_shop"),
            models.CheckConstraint(
                condition=Q(state__in=EndpointState.values), name="endpoint_state_known"
            ),
            models.CheckConstraint(
                condition=Q(previous_nonce="", previous_until__isnull=True)
                | (~Q(previous_nonce="") & Q(previous_until__isnull=False)),
                name="endpoint_previous_secret_has_end",
            ),
        ]
        indexes = [
            # What the statement that stores a message asks: does anybody listen?
            models.Index(
                fields=["shop"], name="endpoint_listening", condition=Q(state__in=LISTENING)
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.address

    @property
    def is_listening(self) -> bool:
        return self.state in LISTENING
