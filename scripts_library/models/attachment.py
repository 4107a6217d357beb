"""What goes along with the words of a script: a product's card, a picture, a file."""

from django.db import models

from scripts_library.models.version import ScriptVersion

NAME_LENGTH = 120
MOST_ATTACHMENTS = 5


class ScriptAttachment(models.Model):
    """One thing beside a version's words, in the order in which it is sent."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.ForeignKey(
        ScriptVersion, on_delete=models.CASCADE, related_name="attachments", db_index=False
    )
    place = models.PositiveSmallIntegerField()
    product = models.ForeignKey(
        "commerce.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # Of a picture or a file: where its checked bytes lie, what it is called, what it is.
    file = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    mime = models.CharField(max_length=100, blank=True, default="")
    size = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="script_attachment_place"),
            models.CheckConstraint(
                name="script_attachment_is_one_thing",
                condition=models.Q(product__isnull=False, file="")
                | (models.Q(product__isnull=True) & ~models.Q(file="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Product {self.product_id}"
