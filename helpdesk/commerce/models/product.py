"""What the shop sells."""

from django.db import models
from django.db.models.functions import Left

from helpdesk.commerce.naming import ENDS


class Product(models.Model):
    """A product as agents speak of it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=32)
    price_fen = models.PositiveBigIntegerField()
    colours = models.JSONField(default=list)
    # Sizes of clothing or phone models of an accessory.
    variants = models.JSONField(default=list)
    # One line of facts: material, care, fit.
    facts = models.TextField(blank=True, default="")
    # Rows of `sizing.ChartRow`, smallest first, both ends included:
    # [{"size": "M", "height_cm": [160, 170], "weight_jin": [105, 125]}, …]
    size_chart = models.JSONField(default=list, blank=True)
    # No longer sold: orders still name it, chats no longer offer it. Never deleted by hand.
    retired_at = models.DateTimeField(null=True, blank=True)
    # Counts up with every change, so that nobody overwrites what they have not seen.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="product_one_per_name"),
            models.UniqueConstraint(fields=["shop", "id"], name="product_of_shop"),
        ]
        indexes = [
            # What buyers say is looked up in it (`naming.py`).
            models.Index(
                "shop",
                Left("name", ENDS),
                name="product_by_first_letters",
                condition=models.Q(retired_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Sku(models.Model):
    """One thing that can be put into a parcel: a product in one colour and size."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="skus", db_index=False
    )
    # The shop's own code (商家编码), the same on every platform.
    code = models.CharField(max_length=64)
    # Colour and size in words: 燕麦色 M.
    spec = models.CharField(max_length=120, blank=True, default="")
    price_fen = models.PositiveBigIntegerField()
    # What agents should know before they promise it: 余 26 件, 周三到货.
    stock_note = models.CharField(max_length=120, blank=True, default="")
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "code"], name="sku_one_per_code"),
            models.UniqueConstraint(fields=["shop", "id"], name="sku_of_shop"),
        ]
        indexes = [models.Index(fields=["shop", "product"], name="sku_by_product")]

    def __str__(self) -> str:
        return self.code
