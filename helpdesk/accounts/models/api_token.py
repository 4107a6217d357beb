"""A key by which a program of the shop calls the API."""

from django.db import models
from django.db.models import F, Q

from helpdesk.accounts.models.membership import Membership
from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock


class ApiToken(models.Model):
    """The token's row. The token itself is shown once and stored as a hash alone."""

    shop = models.ForeignKey(
        Shop, on_delete=models.PROTECT, related_name="api_tokens", db_index=False
    )
    # In whose name it acts where the desk knows only people: replies, flags, imports. It may
    # never do more than this member; once the member is out, the token is dead.
    member = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # What the owner calls it: the program that holds it.
    name = models.CharField(max_length=60)
    # SHA-256 of the token in hex; 256 random bits need no slow hash.
    hash = models.CharField(max_length=64)
    # The first letters, by which people tell two tokens apart.
    beginning = models.CharField(max_length=16)
    # Of `scopes.SCOPES`.
    scopes = models.JSONField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=clock.now)
    # Null: until it is revoked.
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    # To the minute: a busy program does not write a row with every call.
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hash"], name="accounts_apitoken_hash"),
            models.UniqueConstraint(fields=["shop", "id"], name="accounts_apitoken_shop_id"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("made_at")),
                name="accounts_apitoken_lives",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.beginning}…"

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def is_alive(self) -> bool:
        """Whether it opens anything, as far as its own row can tell."""
        return self.revoked_at is None and not self.is_over


class KeptAnswer(models.Model):
    """What a write with an ``Idempotency-Key`` was answered, for whoever asks once more."""

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="+", db_index=False)
    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+", db_index=False)
    # Method and name of the endpoint: "PUT api-order".
    endpoint = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    # SHA-256 of address and body: the same key with another body is a mistake of the caller.
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            # Whoever comes second waits here until the first has committed.
            models.UniqueConstraint(
                fields=["token", "endpoint", "key"], name="accounts_keptanswer_once"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="accounts_keptanswer_age")]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.key}"
