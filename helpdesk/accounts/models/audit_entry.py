"""Who did what to what: written with the deed, never changed."""

from django.db import models

from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock

SHOPLESS_VERBS = r"^(sign_in|password)\."
"""What may be recorded without a shop: the doings of an account that is in none, and failed
sign-ins under names that nobody has."""


class AuditEntry(models.Model):
    """One line of the record. A database trigger refuses every UPDATE and DELETE."""

    shop = models.ForeignKey(
        Shop, on_delete=models.PROTECT, null=True, related_name="audit_entries", db_index=False
    )
    # Null when the machine acted, or a person whom nobody knows.
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Kept as it was on the day, whatever the person is called later.
    actor_name = models.CharField(max_length=150, blank=True)
    # Dotted, of the registry in `audit.py`: "password.changed".
    verb = models.CharField(max_length=60)
    # The kind of thing it was done to ("membership") and its number or code, as text.
    target_type = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=64, blank=True)
    # The facts that the verb's sentence names, and any that explain it.
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shop__isnull=False) | models.Q(verb__regex=SHOPLESS_VERBS),
                name="accounts_auditentry_shop",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-id"], name="accounts_audit_newest"),
            models.Index(fields=["shop", "actor", "-id"], name="accounts_audit_actor"),
            models.Index(fields=["shop", "at"], name="accounts_audit_period"),
            models.Index(
                fields=["shop", "target_type", "target_id", "-id"], name="accounts_audit_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb}"
