"""A table that somebody brought: read, tried, and written when they say so."""

from django.db import models


class KeptTable(models.Model):
    """The rows as they were read. What they would do is worked out anew each time it is shown, so
    that nothing is written which nobody has seen."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    file_name = models.CharField(max_length=120)
    # [{"row": 2, "cells": {column: text, …}, "notes": […]}, …]
    rows = models.JSONField()
    created_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    # {"new": 3, "changed": 1, "same": 9, "wrong": 0} once written.
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


def written_has_outcome(name: str) -> models.CheckConstraint:
    """A table that was written says what came of it, and no other does."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(written_at__isnull=True, outcome__isnull=True)
        | models.Q(written_at__isnull=False, outcome__isnull=False),
    )
