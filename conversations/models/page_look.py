"""A page of the shop's website that a buyer looked at."""

from django.db import models

TITLE_LENGTH, ADDRESS_LENGTH, PRODUCT_LENGTH = 120, 300, 120
KEPT_PER_BUYER, KEPT_DAYS = 50, 30


class PageLook(models.Model):
    """One page, once or several times in a row; the newest 50 of 30 days are kept."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    buyer = models.ForeignKey(
        "commerce.Buyer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=TITLE_LENGTH, blank=True, default="")
    # Without query and fragment: those carry what the buyer searched for, and worse.
    address = models.CharField(max_length=ADDRESS_LENGTH)
    # The shop's own name or number for it, as its page gives it.
    product = models.CharField(max_length=PRODUCT_LENGTH, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "buyer", "-at"], name="page_look_newest"),
            models.Index(fields=["at"], name="page_look_old"),
        ]

    def __str__(self) -> str:
        return self.address
