"""What a sheet says, version by version: written once, never changed after."""

from django.db import models
from django.db.models import Q

from scripts_library.knowledge.models.sheet import Sheet
from scripts_library.models.version import REASON_LENGTH, VersionState

SOURCE_LENGTH = 120
WAITING = (VersionState.DRAFT, VersionState.REVIEW)


class SheetVersion(models.Model):
    """One wording of it, and what became of it. The states are those of scripts; none of these is
    ever a draft."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sheet = models.ForeignKey(
        Sheet, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    # In the shape of its kind (`contents.py`).
    content = models.JSONField()
    # Where it was read: the maker's label, a measurement, the supplier.
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True, default="")
    # Until when it may be relied on, as whoever wrote it proposes.
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=VersionState.choices)
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "sheet", "number"], name="sheet_version_once"),
            models.CheckConstraint(
                name="sheet_version_reviewed_has_time",
                condition=Q(state__in=WAITING, reviewed_at__isnull=True)
                | Q(
                    state__in=(VersionState.APPROVED, VersionState.RETURNED),
                    reviewed_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Sheet {self.sheet_id} v{self.number}"
