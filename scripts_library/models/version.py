"""The words of a script, version by version: written once, never changed after."""

from django.db import models
from django.utils.translation import pgettext_lazy

from scripts_library.models.script import Script

TITLE_LENGTH = 60
BODY_LENGTH = 5000
REASON_LENGTH = 200


class VersionState(models.TextChoices):
    """What became of one version."""

    DRAFT = "draft", pgettext_lazy("script version", "草稿")
    REVIEW = "review", pgettext_lazy("script version", "送审")
    APPROVED = "approved", pgettext_lazy("script version", "通过")
    RETURNED = "returned", pgettext_lazy("script version", "退回")


class ScriptVersion(models.Model):
    """One wording. While it is a draft its own writer may go on with it; once it has been shown
    to a reviewer it stays as it is, and the next change is the next version."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    script = models.ForeignKey(
        Script, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    # The title in pinyin: syllables with a space between, and their first letters.
    pinyin = models.CharField(max_length=400, blank=True, default="")
    initials = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=8, choices=VersionState.choices, default=VersionState.DRAFT)
    author = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    reviewer = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    restored_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "script", "number"], name="script_version_once"
            ),
            models.UniqueConstraint(fields=["shop", "id"], name="script_version_of_shop"),
            models.CheckConstraint(
                name="script_version_reviewed_has_time",
                condition=models.Q(
                    state__in=(VersionState.DRAFT, VersionState.REVIEW), reviewed_at__isnull=True
                )
                | models.Q(
                    state__in=(VersionState.APPROVED, VersionState.RETURNED),
                    reviewed_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"
