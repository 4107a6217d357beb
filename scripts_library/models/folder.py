"""Folders: the scenes of a day, as the shop sorts its scripts. Two levels, no more."""

from django.db import models

FOLDER_LENGTH = 20


class Folder(models.Model):
    """One scene, such as "chasing a parcel"."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
    )
    name = models.CharField(max_length=FOLDER_LENGTH)
    place = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "parent", "name"],
                name="script_folder_one_per_name",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["shop", "id"], name="script_folder_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name
