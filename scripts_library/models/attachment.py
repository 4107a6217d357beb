"""What goes along with the words of a script: the card of a product, a picture, a file."""

from django.db import models
from django.db.models import Q

from scripts_library.models.file import ScriptFile
from scripts_library.models.version import ScriptVersion

MOST_ATTACHMENTS = 5
"""Products beside one version, and as many files."""


class ScriptAttachment(models.Model):
    """One thing beside a version's words, in the order in which it is sent: a product or a file."""

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
    file = models.ForeignKey(
        ScriptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="script_attachment_place"),
            models.UniqueConstraint(fields=["version", "product"], name="script_attachment_once"),
            models.UniqueConstraint(fields=["version", "file"], name="script_attachment_file_once"),
            models.CheckConstraint(
                name="script_attachment_is_one_thing",
                condition=Q(product__isnull=True, file__isnull=False)
                | Q(product__isnull=False, file__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        what = f"File {self.file_id}" if self.file_id else f"Product {self.product_id}"
        return f"{what} beside version {self.version_id}"
