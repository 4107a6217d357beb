"""A deed above somebody's limit, waiting for somebody else's word."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from aftersales.machine.words import Verb
from aftersales.models.case import Case
from helpdesk.accounts.models import Membership


class ApprovalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("approval", "等批")
    GRANTED = "granted", pgettext_lazy("approval", "批了")  # and the deed was done with it
    DENIED = "denied", pgettext_lazy("approval", "没批")
    LAPSED = (
        "lapsed",
        pgettext_lazy("approval", "作废"),
    )  # the case moved on meanwhile, or taken back


class Approval(models.Model):
    """Who asks to do what, for how much, and who decided. Never the one who asked."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="approvals", db_index=False
    )
    # The version of the case that was seen: another one, and the question is void.
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=16, choices=Verb.choices())
    fen = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=8, choices=ApprovalState.choices, default=ApprovalState.WAITING
    )
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "case"], condition=Q(state="waiting"), name="approval_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="approval_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["granted", "denied"], decided_by__isnull=False)
                | Q(state__in=["waiting", "lapsed"]),
                name="approval_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "asked_at"], condition=Q(state="waiting"), name="approval_inbox"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb} {self.state}"
