"""A person's favourites among the scripts."""

from django.db import models

from scripts_library.models.script import Script


class Favourite(models.Model):
    """Somebody wants this script near."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "member", "script"], name="script_favourite_once"
            )
        ]

    def __str__(self) -> str:
        return f"Script {self.script_id} for member {self.member_id}"
