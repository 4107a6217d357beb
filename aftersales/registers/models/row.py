"""What every row of every register has: who looks after it, since when, and how it ended."""

from django.db import models
from django.db.models import F, Q

OUTCOME_LENGTH = 200
WORDS_LENGTH = 500


class RegisterRow(models.Model):
    """Open until somebody says what came of it; then it is over for good.

    What is to be done next about it is a follow-up whose source is this row
    (`registers/actions/checking.py`): the row keeps no time of its own.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Who looks after it; null: whoever comes first.
    owner = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    is_open = models.BooleanField(default=True)
    # Null: the machine, when a case moved.
    opened_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=OUTCOME_LENGTH, blank=True, default="")
    # Counts every change: who decides says which version they saw.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="%(class)s_of_shop"),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_at__isnull=True, outcome="")
                | (Q(is_open=False, closed_at__isnull=False) & ~Q(outcome="")),
                name="%(class)s_ends_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="%(class)s_closed_after_opened",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop", "-opened_at"], condition=Q(is_open=True), name="%(class)s_open"
            ),
            models.Index(fields=["shop", "-opened_at", "-id"], name="%(class)s_newest"),
        ]

    @property
    def said(self) -> str:
        """What it is about, beside its order."""
        return str(self)
