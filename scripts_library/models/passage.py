"""A passage: a few words of the shop under one name, used inside scripts like a variable."""

from django.db import models

PASSAGE_NAME_LENGTH = 20
PASSAGE_LENGTH = 500


class Passage(models.Model):
    """Such as a closing line. It may name variables and other passages, never itself."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=PASSAGE_NAME_LENGTH)
    text = models.CharField(max_length=PASSAGE_LENGTH)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="script_passage_one_per_name")
        ]

    def __str__(self) -> str:
        return self.name
