"""The rules a shop works by, as dated versions: who set what, when, and on whose word."""

from django.db import models

from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock


class Policy(models.Model):
    """One version of one rule. Never changed: the latest in effect wins (a trigger holds it)."""

    shop = models.ForeignKey(
        Shop, on_delete=models.PROTECT, related_name="policies", db_index=False
    )
    # A name of `policies.RULES`.
    name = models.CharField(max_length=60)
    # Of the same shape as the rule's preset.
    value = models.JSONField()
    # Where the number comes from: a platform's page, a law, the shop's own decision.
    source = models.TextField(blank=True)
    effective_from = models.DateTimeField()
    # Null when the machine set it (a demo, an import).
    set_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["shop", "name", "-effective_from", "-id"], name="accounts_policy_latest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"
