"""One row a shop: how often its library has changed."""

from django.db import models


class Library(models.Model):
    """Whoever changes anything of a shop's library holds this row; browsers compare the number."""

    shop = models.OneToOneField(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    revision = models.PositiveBigIntegerField(default=0)
    # The same of its rules of wording; 0 means that there are none of its own.
    guard_revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "libraries"

    def __str__(self) -> str:
        return f"Library of shop {self.shop_id}, revision {self.revision}"
