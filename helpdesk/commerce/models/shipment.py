"""Parcels on their way, who carries them, and what that costs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.models.order import Order


class Courier(models.Model):
    """A courier as one shop works with it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Of the platforms: yto, zto, sf.
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=32)
    # Whom the shop calls about a parcel; not personal.
    phone = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "code"], name="courier_one_per_code"),
            models.UniqueConstraint(fields=["shop", "name"], name="courier_one_per_name"),
            models.UniqueConstraint(fields=["shop", "id"], name="courier_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name


class CourierPrice(models.Model):
    """What a courier asks and promises for one province."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    courier = models.ForeignKey(
        Courier, on_delete=models.CASCADE, related_name="prices", db_index=False
    )
    province = models.CharField(max_length=16)
    first_kilo_fen = models.PositiveIntegerField()
    next_kilo_fen = models.PositiveIntegerField()
    # Days from shipping to the door; null: the shop's own rule, or what parcels really took.
    promise_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "courier", "province"], name="courier_one_price_a_province"
            ),
            models.CheckConstraint(
                condition=Q(promise_days__isnull=True) | Q(promise_days__range=(1, 30)),
                name="courier_promise_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier_id} {self.province}"


class Problem(models.TextChoices):
    """What went wrong with a parcel."""

    NONE = "", pgettext_lazy("parcel problem", "无")  # nothing known
    STUCK = "stuck", pgettext_lazy("parcel problem", "停滞")  # no scan for too long
    DELAYED = "delayed", pgettext_lazy("parcel problem", "延误")  # weather, holidays, overload
    LOST = "lost", pgettext_lazy("parcel problem", "丢件")  # the courier admits it
    DAMAGED = "damaged", pgettext_lazy("parcel problem", "破损")  # arrived broken
    REFUSED = "refused", pgettext_lazy("parcel problem", "拒收")  # the buyer did not take it
    RETURNED = "returned", pgettext_lazy("parcel problem", "退回")  # on its way back to the shop


class Shipment(models.Model):
    """One parcel of an order. Orders packed together share a waybill."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, related_name="shipments", db_index=False
    )
    courier = models.ForeignKey(Courier, on_delete=models.PROTECT, related_name="+", db_index=False)
    waybill = models.CharField(max_length=64)
    # Of the order's receiver when the parcel was stored.
    province = models.CharField(max_length=16, blank=True, default="")
    shipped_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(
        max_length=16, choices=Problem.choices, blank=True, default=Problem.NONE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "order", "courier", "waybill"], name="shipment_one_per_waybill"
            ),
            models.UniqueConstraint(fields=["shop", "id"], name="shipment_of_shop"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(signed_at__gte=models.F("shipped_at")),
                name="shipment_signed_after_shipped",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "waybill"], name="shipment_by_waybill"),
            # Courier figures: the parcels of the last ninety days.
            models.Index(fields=["shop", "shipped_at"], name="shipment_by_day"),
            # The same of one courier into one province, for a promise.
            models.Index(
                fields=["shop", "courier", "province", "shipped_at"], name="shipment_by_route"
            ),
        ]

    def __str__(self) -> str:
        return self.waybill


class TrackingEvent(models.Model):
    """One scan of a parcel, in the courier's words."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    shipment = models.ForeignKey(
        Shipment, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    at = models.DateTimeField()
    place = models.CharField(max_length=64, blank=True, default="")
    text = models.CharField(max_length=255)

    class Meta:
        constraints = [
            # Couriers send the same scan again and again. It also serves "newest scan first".
            models.UniqueConstraint(
                fields=["shop", "shipment", "at", "text"], name="tracking_event_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
