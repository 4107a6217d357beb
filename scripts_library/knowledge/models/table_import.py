"""A table of what a shop knows that somebody brought."""

from django.db import models

from scripts_library.models.kept_table import KeptTable, written_has_outcome

KIND_LENGTH = 9


class KnowledgeImport(KeptTable):
    """Its rows are sheets of one kind, or agreed answers."""

    # A key of `tables/shapes.SHAPES`.
    kind = models.CharField(max_length=KIND_LENGTH)
    # Those of our columns that the file has.
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [written_has_outcome("knowledge_import_written_has_outcome")]
        indexes = [models.Index(fields=["shop", "-created_at"], name="knowledge_import_newest")]
