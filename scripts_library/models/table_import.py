"""A table of scripts that somebody brought."""

from django.db import models

from scripts_library.models.kept_table import KeptTable, written_has_outcome


class ScriptImport(KeptTable):
    """Its rows are scripts; once written it can be taken back for a while."""

    # Those of our columns that the file has.
    columns = models.JSONField(default=list)
    # What it did to each script, and what the script was before (`actions/taking_back.py`).
    trace = models.JSONField(default=list, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    # {"removed": 3, "restored": 1, "kept": 0} once taken back.
    undone = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            written_has_outcome("script_import_written_has_outcome"),
            models.CheckConstraint(
                name="script_import_undone_was_written",
                condition=models.Q(undone_at__isnull=True, undone__isnull=True)
                | models.Q(undone_at__isnull=False, undone__isnull=False, written_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["shop", "-created_at"], name="script_import_newest")]
