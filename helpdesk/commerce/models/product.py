"""What the shop sells."""

from django.db import models


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="product_one_per_name"),
            models.UniqueConstraint(fields=["shop", "id"], name="product_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name
