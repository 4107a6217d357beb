"""A picture or file that somebody uploaded: before it is sent, while it is shown, and after.

Its bytes lie in the storage under names that nobody can guess. The row is there before the first
byte is stored and goes after the last one, so that nothing lies there unaccounted for.
"""

from django.db import models
from django.db.models import Q


class AttachmentKind(models.TextChoices):
    """What it is by its content."""

    JPEG = "jpeg", "jpeg"
    PNG = "png", "png"
    GIF = "gif", "gif"
    WEBP = "webp", "webp"
    PDF = "pdf", "pdf"
    XLSX = "xlsx", "xlsx"
    DOCX = "docx", "docx"


IMAGES = (AttachmentKind.JPEG, AttachmentKind.PNG, AttachmentKind.GIF, AttachmentKind.WEBP)


class AttachmentState(models.TextChoices):
    """Where it stands."""

    ARRIVING = "arriving", "arriving"  # its bytes are being stored
    WAITING = "waiting", "waiting"  # uploaded, not sent yet
    SENT = "sent", "sent"  # an entry shows it
    RECALLED = "recalled", "recalled"  # the entry was taken back: shown to nobody
    ERASED = "erased", "erased"  # its time is over: the bytes are going, or gone


class Attachment(models.Model):
    """One file; ``client_id`` names the upload, and then the entry that sends it."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # What outsiders know it by; random.
    key = models.CharField(max_length=32, unique=True)
    client_id = models.UUIDField()
    # Who uploaded it: a member, or the visitor behind a token; neither in threads written in bulk.
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    visitor_key = models.CharField(max_length=32, blank=True, default="")
    # Where it was sent. An agent's is meant for one thread from the start.
    conversation = models.ForeignKey(
        "conversations.Conversation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    seq = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=AttachmentState.choices)
    kind = models.CharField(max_length=4, choices=AttachmentKind.choices)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    moving = models.BooleanField(default=False)
    # Names in the storage; empty once the bytes are gone. A small picture needs no second one.
    stored = models.CharField(max_length=200, blank=True, default="")
    thumb = models.CharField(max_length=200, blank=True, default="")
    # Whose bytes these are, where a script brought them: shared, and never deleted with this row.
    script_file = models.ForeignKey(
        "scripts_library.ScriptFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    uploaded_at = models.DateTimeField()
    # When it was due to be erased (never sent, taken back, or past the shop's time), or when its
    # bytes could last not be deleted.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "client_id"],
                name="attachment_client_id_once",
                condition=~Q(state=AttachmentState.ARRIVING),
            ),
            models.UniqueConstraint(
                fields=["shop", "conversation", "seq"],
                name="attachment_one_per_entry",
                condition=Q(seq__isnull=False),
            ),
            models.CheckConstraint(
                name="attachment_one_uploader",
                condition=Q(member__isnull=True) | Q(visitor_key=""),
            ),
            models.CheckConstraint(
                name="attachment_sent_somewhere",
                condition=Q(seq__isnull=True, state__in=("arriving", "waiting", "erased"))
                | Q(
                    seq__isnull=False,
                    conversation__isnull=False,
                    state__in=("sent", "recalled", "erased"),
                ),
            ),
            models.CheckConstraint(
                name="attachment_erased_is_dated",
                condition=Q(state=AttachmentState.ERASED, erased_at__isnull=False)
                | ~Q(state=AttachmentState.ERASED) & Q(erased_at__isnull=True),
            ),
            models.CheckConstraint(
                name="attachment_image_has_size",
                condition=Q(
                    kind__in=IMAGES,
                    width__isnull=False,
                    height__isnull=False,
                    width__gte=1,
                    height__gte=1,
                )
                | ~Q(kind__in=IMAGES) & Q(width__isnull=True, height__isnull=True, moving=False),
            ),
        ]
        indexes = [
            # The sweep: never sent, taken back, due, and what of them is still stored.
            models.Index(fields=["shop", "state", "uploaded_at"], name="attachment_due"),
            models.Index(
                fields=["erased_at"],
                name="attachment_bytes_owed",
                condition=Q(erased_at__isnull=False) & ~Q(stored=""),
            ),
            # What still shows a file of a script.
            models.Index(
                fields=["shop", "script_file"],
                name="attachment_of_script",
                condition=Q(script_file__isnull=False) & ~Q(stored=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.kind in IMAGES
