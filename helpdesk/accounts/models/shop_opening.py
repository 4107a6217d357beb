"""What an owner has done with the list of things to do when opening a shop."""

from django.db import models

from helpdesk.accounts.models.shop import Shop


class ShopOpening(models.Model):
    """One row a shop, made by the first of these deeds. Whether a step is done is never stored
    here: that is asked of the data."""

    shop = models.OneToOneField(
        Shop, on_delete=models.PROTECT, primary_key=True, related_name="opening"
    )
    # Keys of steps that the owner passed over on purpose.
    skipped = models.JSONField(default=list)
    # When the owner first read the rules; null before.
    rules_read_at = models.DateTimeField(null=True)
    # When the owner put the list away; null while it is shown.
    dismissed_at = models.DateTimeField(null=True)
    # When every step was found done; from then on nobody asks the data again.
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Opening of {self.shop_id}"
