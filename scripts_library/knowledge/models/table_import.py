"""A table of what a shop knows that somebody brought: read, tried, written when they say so."""

from django.db import models

KIND_LENGTH = 9


class KnowledgeImport(models.Model):
    """The rows as they were read; what they would do is worked out each time it is shown."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # A key of `tables/shapes.SHAPES`.
    kind = models.CharField(max_length=KIND_LENGTH)
    file_name = models.CharField(max_length=120)
    # [{"row": 2, "cells": {"product": …}, "notes": […]}, …], and the columns found.
    rows = models.JSONField()
    columns = models.JSONField(default=list)
    created_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    # {"new": 3, "changed": 1, "same": 9, "wrong": 0} once written.
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="knowledge_import_written_has_outcome",
                condition=models.Q(written_at__isnull=True, outcome__isnull=True)
                | models.Q(written_at__isnull=False, outcome__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["shop", "-created_at"], name="knowledge_import_newest")]

    def __str__(self) -> str:
        return self.file_name
