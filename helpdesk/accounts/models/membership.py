"""A person in a shop, with one role."""

from django.db import models
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.models.user import User
from helpdesk.kernel import clock


class Role(models.TextChoices):
    # Answers buyers and keeps their own promises.
    AGENT = "agent", pgettext_lazy("role", "客服")
    # Also watches the floor, takes chats over and reads what was hidden.
    SUPERVISOR = "supervisor", pgettext_lazy("role", "主管")
    # Also decides who is in, and by which rules the shop works.
    OWNER = "owner", pgettext_lazy("role", "店长")


class Membership(models.Model):
    """One person's place in one shop. Switched off rather than deleted."""

    shop = models.ForeignKey(
        Shop, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    # False: out of this shop; pages answer 403 and sockets close within seconds.
    is_active = models.BooleanField(default=True)
    # What buyers see instead of the person's name; empty means the name itself.
    alias = models.CharField(max_length=60, blank=True)
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "user"], name="accounts_membership_once"),
            # For composite foreign keys (shop_id, membership_id) of other tables.
            models.UniqueConstraint(fields=["shop", "id"], name="accounts_membership_shop_id"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="accounts_membership_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.shop}"

    @property
    def public_name(self) -> str:
        """What buyers see."""
        return self.alias or self.user.shown_name
