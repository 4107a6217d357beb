"""A picture or file that scripts send along: kept once a shop, by its content.

Checked and stored as what is sent in chats (`conversations/files/`), under names that nobody can
guess. The row is there before the first byte is stored and goes after the last one. A message that
sends it shares its bytes, so they stay while a script or a message still shows them.
"""

from django.db import models
from django.db.models import Q


class ScriptFileState(models.TextChoices):
    """Where it stands."""

    ARRIVING = "arriving", "arriving"  # its bytes are being stored
    KEPT = "kept", "kept"  # may go along with scripts
    LEAVING = "leaving", "leaving"  # nothing shows it any more: the bytes are going


class ScriptFile(models.Model):
    """One content; whoever brings it again is given this one."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # What it is known by on pages and in addresses; random.
    key = models.CharField(max_length=32, unique=True)
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=8, choices=ScriptFileState.choices, default=ScriptFileState.ARRIVING
    )
    # What it is by its content: one of `realtime.shapes.FileKind`.
    kind = models.CharField(max_length=4)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Of a picture only.
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    moving = models.BooleanField(default=False)
    # Names in the storage. A small picture needs no second one.
    stored = models.CharField(max_length=200)
    thumb = models.CharField(max_length=200, blank=True, default="")
    # When somebody last brought it, put it to a script or sent it; of one that is leaving, when its
    # bytes could last not be deleted.
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="script_file_of_shop"),
            models.UniqueConstraint(
                fields=["shop", "sha256"],
                name="script_file_once",
                condition=Q(state=ScriptFileState.KEPT),
            ),
            models.CheckConstraint(
                name="script_file_state_known", condition=Q(state__in=ScriptFileState.values)
            ),
            models.CheckConstraint(
                name="script_file_picture_has_size",
                condition=Q(width__isnull=True, height__isnull=True, moving=False)
                | Q(width__gte=1, height__gte=1),
            ),
        ]
        indexes = [models.Index(fields=["shop", "state", "touched_at"], name="script_file_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.width is not None
