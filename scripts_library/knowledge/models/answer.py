"""An approved answer (统一口径): a script that belongs to a product or a category.

Its question is the script's title, its words, review, validity, versions and figures are the
script's. Here stands only what it is about and how buyers ask for it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from scripts_library.knowledge.models.sheet import CATEGORY_LENGTH, about_one_thing
from scripts_library.models.script import Script

ASK_LENGTH = 40
MOST_ASKS = 12


class ApprovedAnswer(models.Model):
    """What a script answers, and the ways in which buyers ask it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    script = models.OneToOneField(Script, on_delete=models.PROTECT, related_name="answer")
    product = models.ForeignKey(
        "commerce.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    category = models.CharField(max_length=CATEGORY_LENGTH, blank=True, default="")
    asks = ArrayField(models.CharField(max_length=ASK_LENGTH), default=list, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="answer_about_one_thing", condition=about_one_thing())
        ]
        indexes = [
            models.Index(fields=["shop", "product"], name="answer_by_product"),
            models.Index(fields=["shop", "category"], name="answer_by_category"),
        ]

    def __str__(self) -> str:
        return f"Answer by script {self.script_id}"
