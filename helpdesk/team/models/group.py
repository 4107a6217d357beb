"""A named list of people: a chat can be handed to whoever of them has room."""

from django.db import models

NAME_LENGTH = 20


class Group(models.Model):
    """Pre-sale, after-sale, the night shift: whatever the shop calls them."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="group_one_per_name"),
            models.UniqueConstraint(fields=["shop", "id"], name="group_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A person is in a group."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="group_member_once")
        ]

    def __str__(self) -> str:
        return f"Member {self.member_id} is in group {self.group_id}"
