"""What came in for an order, one row a payment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.models.order import Order


class PaymentPart(models.TextChoices):
    """Which part of the price it pays."""

    WHOLE = "whole", pgettext_lazy("payment", "付款")  # all of it at once, or what a total says
    DEPOSIT = "deposit", pgettext_lazy("payment", "定金")  # first part of a presale
    BALANCE = "balance", pgettext_lazy("payment", "尾款")  # the rest


class Payment(models.Model):
    """One payment. Those of an order add up to its ``paid_fen``: a deferred trigger holds it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, related_name="payments", db_index=False
    )
    paid_at = models.DateTimeField()
    fen = models.PositiveBigIntegerField()
    part = models.CharField(max_length=8, choices=PaymentPart.choices, default=PaymentPart.WHOLE)
    # In the platform's words: 支付宝, 微信, 花呗.
    method = models.CharField(max_length=40, blank=True, default="")
    # The number under which the channel knows it.
    reference = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="payment_of_something"),
            models.CheckConstraint(
                condition=Q(part__in=PaymentPart.values), name="payment_part_known"
            ),
        ]
        # No unique (shop, id) as elsewhere: nothing points here, and a second index that leads with
        # the shop misleads the planner while the table is young: adding up would read it whole.
        indexes = [models.Index(fields=["shop", "order"], name="payment_by_order")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.fen}"
