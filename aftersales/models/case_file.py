"""A picture or document that stands beside a case as evidence."""

from django.db import models
from django.db.models import Q

from aftersales.models.case import Case
from conversations.models.attachment import IMAGES, AttachmentKind


class CaseFile(models.Model):
    """One file, checked and drawn anew as one for a chat is, and kept as long as its case.

    The row is there before the first byte. ``case`` is empty until a move names the file; what no
    move named goes again (`actions/keeping_case_files.py`).
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="files", db_index=False
    )
    # What outsiders know it by; random.
    key = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=4, choices=AttachmentKind.choices)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    # Names in the storage; a small picture needs no second one.
    stored = models.CharField(max_length=200)
    thumb = models.CharField(max_length=200, blank=True, default="")
    kept_at = models.DateTimeField()
    # No case has it, and it goes: since when, or when its bytes could last not be deleted.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(case__isnull=True),
                name="case_file_of_a_case_stays",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "case"], condition=Q(case__isnull=False), name="case_file_of_case"
            ),
            # The sweep: kept, and named by no move.
            models.Index(
                fields=["kept_at"], condition=Q(case__isnull=True), name="case_file_unnamed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.kind in IMAGES
