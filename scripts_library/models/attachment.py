"""What goes along with the words of a script: the card of a product."""

from django.db import models

from scripts_library.models.version import ScriptVersion

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
        "commerce.Product", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="script_attachment_place"),
            models.UniqueConstraint(fields=["version", "product"], name="script_attachment_once"),
        ]

    def __str__(self) -> str:
        return f"Product {self.product_id} beside version {self.version_id}"
