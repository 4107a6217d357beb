"""Looks at a receiver's data: what the limit of a person is counted by."""

from django.db import models

from helpdesk.commerce.models.order import Order
from helpdesk.kernel import clock


class Reveal(models.Model):
    """One person opened one order's receiver once. Why, and which fields: the audit entry."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["shop", "member", "at"], name="reveal_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.at:%Y-%m-%d %H:%M}"
