"""What somebody is good at, and which chats need it. Both are data of the shop."""

from django.db import models

NAME_LENGTH = 20


class Skill(models.Model):
    """A chat needs it when its first words hold one of `words`, the buyer comes from one of
    `platforms`, or looks at a product of one of `kinds`."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=NAME_LENGTH)
    words = models.JSONField(default=list, blank=True)
    platforms = models.JSONField(default=list, blank=True)
    kinds = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="skill_one_per_name"),
            models.UniqueConstraint(fields=["shop", "id"], name="skill_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name


class MemberSkill(models.Model):
    """A person has a skill."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    skill = models.ForeignKey(
        Skill, on_delete=models.CASCADE, related_name="holders", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "member", "skill"], name="member_skill_once")
        ]
        indexes = [models.Index(fields=["skill"], name="member_skill_by_skill")]

    def __str__(self) -> str:
        return f"Member {self.member_id} has skill {self.skill_id}"
