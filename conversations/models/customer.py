"""A person whom the shop's own website has signed for."""

from django.db import models


class Customer(models.Model):
    """Who a buyer is in the shop's own books."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The shop's own number for the person, as it signs it.
    number = models.CharField(max_length=64)
    # Null only within the transaction that makes the row.
    buyer = models.ForeignKey(
        "commerce.Buyer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    first_signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="customer_one_per_number"),
            models.UniqueConstraint(fields=["shop", "buyer"], name="customer_one_per_buyer"),
        ]

    def __str__(self) -> str:
        return self.number


class MergedVisitor(models.Model):
    """A visitor with a thread turned out to be a customer who has a thread, too.

    Both threads stay as they are; the panel of each leads to the other.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    visitor = models.ForeignKey(
        "commerce.Buyer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    merged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "visitor"], name="merged_visitor_once"),
        ]
        indexes = [models.Index(fields=["shop", "customer"], name="merged_visitor_customer")]

    def __str__(self) -> str:
        return f"Buyer {self.visitor_id} is customer {self.customer_id}"
