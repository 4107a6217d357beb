"""Something that is out of stock, and every order that waits for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from aftersales.registers.models.row import WORDS_LENGTH, RegisterRow
from helpdesk.commerce.models import Order, Product, Sku


class Settled(models.TextChoices):
    """What became of an order that cannot be sent."""

    WAITING = "waiting", pgettext_lazy("stock-out order", "还没办")  # nobody has told the buyer
    TOLD = "told", pgettext_lazy("stock-out order", "买家愿意等")  # told, and waits
    CHANGED = (
        "changed",
        pgettext_lazy("stock-out order", "换了别的"),
    )  # another colour, another thing
    REFUNDED = "refunded", pgettext_lazy("stock-out order", "退了款")  # money back
    SENT = "sent", pgettext_lazy("stock-out order", "到货发了")  # it came in time


UNSENT = (Settled.WAITING, Settled.TOLD)
"""What still has to be done about: a buyer who waits has nothing yet."""


class StockOut(RegisterRow):
    """Over when each order is settled, or when it is back."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Null: all of the product.
    sku = models.ForeignKey(
        Sku, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # By the factory's or the warehouse's word; null: nobody knows.
    back_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["shop", "product", "sku"],
                condition=Q(is_open=True),
                nulls_distinct=False,
                name="stockout_one_open_a_thing",
            ),
        ]
        indexes = [*RegisterRow.Meta.indexes]

    def __str__(self) -> str:
        spec = "" if self.sku is None else f" {self.sku.spec}"
        return f"{self.product.name}{spec}"


class StockOutOrder(models.Model):
    """One order that waits for it."""

    pk = models.CompositePrimaryKey("shop_id", "stock_out_id", "order_id")
    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stock_out = models.ForeignKey(
        StockOut, on_delete=models.PROTECT, related_name="orders", db_index=False
    )
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=16, choices=Settled.choices, default=Settled.WAITING)
    settled_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", settled_by__isnull=True, settled_at__isnull=True)
                | Q(
                    state__in=["told", "changed", "refunded", "sent"],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
                name="stockoutorder_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stock_out_id} {self.order_id} {self.state}"

    @property
    def is_unsent(self) -> bool:
        return self.state in UNSENT
