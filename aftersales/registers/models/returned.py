"""A parcel that came back: what stood on it, and whose it is as far as anybody knows."""

from django.db import models
from django.db.models import Q

from aftersales.models.case import Case
from aftersales.registers.models.row import WORDS_LENGTH, RegisterRow
from helpdesk.commerce.models import Order

WAYBILL_LENGTH, NICK_LENGTH = 64, 64


class ReturnedParcel(RegisterRow):
    """Open while nobody knows whose it is, or while its case cannot take it in yet."""

    waybill = models.CharField(max_length=WAYBILL_LENGTH, blank=True, default="")
    # As written on the parcel or on the slip in it.
    nick = models.CharField(max_length=NICK_LENGTH, blank=True, default="")
    slip = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")
    # Where it lies, so that it is found when somebody asks.
    place = models.CharField(max_length=64, blank=True, default="")
    # Taken in by mistake and taken back: its waybill may still come.
    is_mistake = models.BooleanField(default=False, db_default=False)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            # The same parcel scanned twice is one parcel.
            models.UniqueConstraint(
                fields=["shop", "waybill"],
                condition=~Q(waybill="") & Q(is_mistake=False),
                name="returned_one_a_waybill",
            ),
            models.CheckConstraint(
                condition=Q(is_mistake=False) | Q(is_open=False),
                name="returned_mistake_is_over",
            ),
            models.CheckConstraint(
                condition=~Q(waybill="", nick="", slip=""), name="returned_says_something"
            ),
        ]
        indexes = [
            *RegisterRow.Meta.indexes,
            models.Index(
                fields=["shop", "case"], condition=Q(case__isnull=False), name="returned_of_case"
            ),
        ]

    def __str__(self) -> str:
        return self.waybill or self.nick or self.slip[:20]
