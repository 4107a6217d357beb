"""What a buyer is still to be told of a case in their chat."""

from django.db import models
from django.db.models import Q

from aftersales.models.case import Case


class CaseTelling(models.Model):
    """One word that is owed: how the case stood after a move that the buyer did not make."""

    pk = models.CompositePrimaryKey("shop_id", "case_id", "version")
    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="tellings", db_index=False
    )
    # The version of the case that the move made.
    version = models.PositiveIntegerField()
    # Since when, or when it could last not be said: the order in which it is tried.
    owed_at = models.DateTimeField()
    # When it was said, or found to be said already by a later word, or to have no chat to go to.
    settled_at = models.DateTimeField(null=True, blank=True)
    # The line in the buyer's chat; empty where nothing was said.
    conversation_id = models.BigIntegerField(null=True, blank=True)
    seq = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_telling_said_somewhere",
                condition=Q(conversation_id__isnull=True, seq__isnull=True)
                | Q(
                    conversation_id__isnull=False,
                    seq__isnull=False,
                    settled_at__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["owed_at"], condition=Q(settled_at__isnull=True), name="case_telling_owed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} version {self.version}"
