"""Money on its way back to a buyer, one row a case that is paid."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from aftersales.models.case import Case
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order


class RefundState(models.TextChoices):
    OWED = "owed", pgettext_lazy("refund state", "待退")  # nobody has tried yet
    SENT = "sent", pgettext_lazy("refund state", "已交支付渠道")  # it may have arrived there
    PAID = "paid", pgettext_lazy("refund state", "已退")  # the service says so
    REFUSED = "refused", pgettext_lazy("refund state", "渠道没退")  # for good, under this key
    OUTSIDE = "outside", pgettext_lazy("refund state", "别处已退")  # a person says so


class Channel(models.TextChoices):
    """By which way a refund went whose service was disconnected, as a person found out."""

    SERVICE = "service", pgettext_lazy("refund channel", "原来的支付渠道")
    PLATFORM = "platform", pgettext_lazy("refund channel", "平台后台")
    TRANSFER = "transfer", pgettext_lazy("refund channel", "银行或其他转账")


LIVE = (RefundState.OWED, RefundState.SENT)
GONE = (RefundState.PAID, RefundState.OUTSIDE)


class Refund(models.Model):
    """One sum under one key. Of a case there is at most one that is not refused, ever.

    That, the key, and a service that pays a key once are why nothing is paid twice.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="refunds", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    fen = models.PositiveBigIntegerField()
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=RefundState.choices, default=RefundState.OWED)
    # Tries so far, and when the next one is owed: a claim is a later `due_at`.
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    # When it was last claimed to be sent or asked about: for a minute somebody may be at it.
    tried_at = models.DateTimeField(null=True, blank=True)
    # Under which number the payment service, or whoever paid elsewhere, knows it.
    reference = models.CharField(max_length=64, blank=True, default="")
    # What went wrong last: a word of `gateways/answers.py`, or the service's own.
    problem = models.CharField(max_length=200, blank=True, default="")
    # What reconciliation found that a person has to look at; never undone by the machine.
    discrepancy = models.CharField(max_length=200, blank=True, default="")
    # A person said what became of it after a service had been asked to pay: held against the
    # service's books as soon as one answers again, however late that is.
    is_said = models.BooleanField(default=False, db_default=False)
    compared_at = models.DateTimeField(null=True, blank=True)
    # Who let it go: null when time did.
    made_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "case"],
                condition=~Q(state="refused"),
                name="refund_one_a_case",
            ),
            models.CheckConstraint(condition=Q(fen__gt=0), name="refund_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=["owed", "sent"], settled_at__isnull=True)
                | Q(state__in=["paid", "refused", "outside"], settled_at__isnull=False),
                name="refund_settled_or_live",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state__in=["owed", "sent"]),
                name="refund_due",
            ),
            models.Index(fields=["shop", "order"], name="refund_of_order"),
            models.Index(fields=["settled_at", "id"], name="refund_settled"),
            models.Index(
                fields=["settled_at", "id"],
                condition=Q(is_said=True, compared_at__isnull=True),
                name="refund_to_compare",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.fen} {self.state}"
