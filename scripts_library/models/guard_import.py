"""A table of guard rules that somebody brought."""

from django.db import models

from scripts_library.models.kept_table import KeptTable, written_has_outcome


class GuardImport(KeptTable):
    """Its rows are rules of the shop's own."""

    class Meta:
        constraints = [written_has_outcome("guard_import_written_has_outcome")]
        indexes = [models.Index(fields=["shop", "-created_at"], name="guard_import_newest")]
