"""A link by which a person sets a new password, once."""

from django.db import models

from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock
from helpdesk.kernel.tokens import random_key


class ResetLink(models.Model):
    """The link's row. The token in the address is the nonce, signed: it is stored nowhere."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reset_links")
    nonce = models.CharField(max_length=40, default=random_key)
    # Null when the person asked for it by e-mail.
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    issued_at = models.DateTimeField(default=clock.now)
    # Brought forward when a newer link takes its place.
    expires_at = models.DateTimeField()
    # Set by whoever comes first, by a conditional UPDATE.
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nonce"], name="accounts_resetlink_nonce"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.issued_at:%Y-%m-%d %H:%M}"
