"""A program that pushes orders to the shop by signed webhook, and what came from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.api_errors import HOOK_ADVICE
from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock
from helpdesk.kernel.tokens import random_key


class OrderSource(models.Model):
    """One sender. Its secret is derived from the nonce and SECRET_KEY, and stored nowhere."""

    shop = models.ForeignKey(
        Shop, on_delete=models.PROTECT, related_name="order_sources", db_index=False
    )
    name = models.CharField(max_length=60)
    # In the address that it posts to; names the source, opens nothing by itself.
    key = models.CharField(max_length=32, default=random_key)
    nonce = models.CharField(max_length=32, default=random_key)
    # The secret before the last change, good for a while so that no delivery is lost.
    former_nonce = models.CharField(max_length=32, blank=True, default="")
    former_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=clock.now)
    rotated_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="accounts_ordersource_key"),
            models.UniqueConstraint(fields=["shop", "id"], name="accounts_ordersource_shop_id"),
        ]

    def __str__(self) -> str:
        return self.name


class DeliveryResult(models.TextChoices):
    """What became of a delivery."""

    STORED = "stored", pgettext_lazy("delivery", "收下了")  # rows may be refused one by one
    REFUSED = "refused", pgettext_lazy("delivery", "没收")  # nothing of it was stored


class OrderDelivery(models.Model):
    """One call of a source: the log that the owner reads, and what a replay is known by."""

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.ForeignKey(
        OrderSource, on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    # The sender's own number of it; empty when the call had none.
    delivery = models.CharField(max_length=80, blank=True)
    # SHA-256 of the signature: the same call under another number is the same call.
    signature = models.CharField(max_length=64, blank=True)
    result = models.CharField(max_length=8, choices=DeliveryResult.choices)
    # Why it was refused: the code of the error.
    code = models.CharField(max_length=40, blank=True)
    # {"created": 3, "changed": 1, "unchanged": 0, "refused": 0}
    counts = models.JSONField(default=dict)
    size = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "delivery"],
                condition=Q(result=DeliveryResult.STORED),
                name="accounts_orderdelivery_once",
            ),
            models.UniqueConstraint(
                fields=["source", "signature"],
                condition=Q(result=DeliveryResult.STORED),
                name="accounts_orderdelivery_signed_once",
            ),
            models.CheckConstraint(
                condition=Q(result__in=DeliveryResult.values), name="accounts_orderdelivery_result"
            ),
        ]
        indexes = [models.Index(fields=["source", "-id"], name="accounts_orderdelivery_newest")]

    def __str__(self) -> str:
        return f"{self.delivery} {self.result}"

    @property
    def advice(self) -> str:
        """What to do about a refusal, in the reader's language; empty for a code that no push of
        today is refused with, and for what was stored."""
        return str(HOOK_ADVICE.get(self.code, ""))
