"""A table of scripts that somebody brought: read, tried, and written when they say so."""

from django.db import models


class ScriptImport(models.Model):
    """The rows as they were read. What they would do is worked out anew each time it is shown, so
    that nothing is written which nobody has seen."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    file_name = models.CharField(max_length=120)
    # [{"row": 2, "cells": {"title": …, "body": …}, "notes": […]}, …], and the columns found.
    rows = models.JSONField()
    columns = models.JSONField(default=list)
    created_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    # {"new": 3, "changed": 1, "same": 9, "wrong": 0} once written.
    outcome = models.JSONField(null=True, blank=True)
    # What it did to each script, and what the script was before (`tables/undoing.py`).
    trace = models.JSONField(default=list, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    # {"removed": 3, "restored": 1, "kept": 0} once taken back.
    undone = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="script_import_written_has_outcome",
                condition=models.Q(written_at__isnull=True, outcome__isnull=True)
                | models.Q(written_at__isnull=False, outcome__isnull=False),
            ),
            models.CheckConstraint(
                name="script_import_undone_was_written",
                condition=models.Q(undone_at__isnull=True, undone__isnull=True)
                | models.Q(undone_at__isnull=False, undone__isnull=False, written_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["shop", "-created_at"], name="script_import_newest")]

    def __str__(self) -> str:
        return self.file_name
