"""A link by which a new colleague comes into a shop, once."""

from django.db import models

from helpdesk.accounts.models.membership import Role
from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock
from helpdesk.kernel.tokens import random_key


class Invitation(models.Model):
    """The link's row. The token in the address is the nonce, signed: it is stored nowhere."""

    shop = models.ForeignKey(
        Shop, on_delete=models.PROTECT, related_name="invitations", db_index=False
    )
    nonce = models.CharField(max_length=40, default=random_key)
    # Whom it is meant for, as colleagues will see them; the person chooses the username.
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=10, choices=Role)
    # What buyers will see; empty means the name.
    alias = models.CharField(max_length=60, blank=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    # Set by whoever comes first, by a conditional UPDATE.
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Set when the owner takes it back, or is no longer one.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nonce"], name="accounts_invitation_nonce"),
            # An owner is made inside the shop, by name and password, never by a link.
            models.CheckConstraint(
                condition=models.Q(role__in=[Role.AGENT, Role.SUPERVISOR]),
                name="accounts_invitation_role",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="accounts_invitation_one_end",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-id"], name="accounts_invitation_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.issued_at:%Y-%m-%d %H:%M}"
