"""A parcel on its way that something is wrong with, looked at again and again until it is right."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from aftersales.registers.models.row import WORDS_LENGTH, RegisterRow
from helpdesk.commerce.models import Order


class Trouble(models.TextChoices):
    """What is wrong. The first six as carriers report them (`commerce.models.Problem`)."""

    STUCK = "stuck", pgettext_lazy("parcel problem", "停滞")  # no scan for too long
    DELAYED = "delayed", pgettext_lazy("parcel problem", "延误")  # weather, holidays, overload
    LOST = "lost", pgettext_lazy("parcel problem", "丢件")  # the courier admits it
    DAMAGED = "damaged", pgettext_lazy("parcel problem", "破损")  # arrived broken
    REFUSED = "refused", pgettext_lazy("parcel problem", "拒收")  # the buyer did not take it
    RETURNED = "returned", pgettext_lazy("parcel problem", "退回")  # on its way back to the shop
    MISDELIVERED = "misdelivered", pgettext_lazy("parcel problem", "派错")  # to somebody else
    NOT_THERE = "not_there", pgettext_lazy("parcel problem", "签收没收到")  # says signed, is not
    EMPTY = "empty", pgettext_lazy("parcel problem", "空包")  # arrived with nothing in it
    OTHER = "other", pgettext_lazy("parcel problem", "别的")  # see the words


class ProblemParcel(RegisterRow):
    """One parcel, named by its waybill: an import may write an order's parcels anew."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    waybill = models.CharField(max_length=64)
    courier = models.CharField(max_length=32, blank=True, default="")
    trouble = models.CharField(max_length=16, choices=Trouble.choices)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")
    # When somebody told the buyer, before they asked.
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["shop", "order", "waybill"],
                condition=Q(is_open=True),
                name="problem_one_open_a_parcel",
            ),
            models.CheckConstraint(
                condition=Q(trouble__in=Trouble.values), name="problem_trouble_known"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_by__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False),
                name="problem_told_by_somebody",
            ),
        ]
        indexes = [
            *RegisterRow.Meta.indexes,
            models.Index(fields=["shop", "order"], name="problem_of_order"),
        ]

    def __str__(self) -> str:
        return self.waybill

    @property
    def said(self) -> str:
        """What is wrong."""
        return f"{self.get_trouble_display()} {self.waybill}"
