"""A parcel that is to be sent again: what, by whom, until when."""

from django.db import models
from django.db.models import Q

from aftersales.models.case import Case
from aftersales.registers.models.row import WORDS_LENGTH, RegisterRow
from helpdesk.commerce.models import Order


class Reship(RegisterRow):
    """Chased until it is sent. One of a case is made and ended by the case's own moves."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # What goes into the parcel.
    what = models.CharField(max_length=WORDS_LENGTH)
    promised_at = models.DateTimeField()
    waybill = models.CharField(max_length=64, blank=True, default="")

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["shop", "case"],
                condition=Q(is_open=True, case__isnull=False),
                name="reship_one_open_a_case",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="reship_says_what"),
            models.CheckConstraint(
                condition=Q(waybill="") | Q(is_open=False), name="reship_sent_is_over"
            ),
        ]
        indexes = [
            *RegisterRow.Meta.indexes,
            models.Index(fields=["shop", "order"], name="reship_of_order"),
        ]

    def __str__(self) -> str:
        return self.what[:60]
