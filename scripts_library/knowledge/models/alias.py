"""What buyers call a product besides its name: the copy that messages are looked up in.

The aliases stand on the sheet of facts in force; these rows are written when one comes into force.
"""

from django.db import models
from django.db.models.functions import Left

from helpdesk.commerce.naming import ENDS

ALIAS_LENGTH = 24


class ProductAlias(models.Model):
    """One alias in the one form of `matching.folded`: pieces of a message find it by an index,
    however many products there are (`queries/naming.py`)."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        "commerce.Product", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    alias = models.CharField(max_length=ALIAS_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "product", "alias"], name="product_alias_once")
        ]
        indexes = [models.Index("shop", Left("alias", ENDS), name="product_alias_by_letters")]
        verbose_name_plural = "product aliases"

    def __str__(self) -> str:
        return self.alias
