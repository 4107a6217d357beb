"""Notes: what colleagues write to each other beside a thread; no buyer's socket reads these."""

from django.db import models

from conversations.models.conversation import Conversation


class Note(models.Model):
    """One note. Numbered by its own count, so that a thread's entries never have a hole.

    `change` is the thread's note count when this note last became different (written, edited,
    deleted): whoever knows all changes up to N asks for those after N.
    """

    pk = models.CompositePrimaryKey("shop_id", "conversation_id", "number")
    shop_id = models.BigIntegerField()
    conversation_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    change = models.PositiveIntegerField()
    # The seq after which it stands in the thread.
    anchor = models.PositiveIntegerField()
    author_id = models.BigIntegerField()
    author_name = models.CharField(max_length=64)
    # A whisper: for this member alone, and for those who oversee. Null: for all colleagues.
    to_id = models.BigIntegerField(null=True, blank=True)
    to_name = models.CharField(max_length=64, blank=True, default="", db_default="")
    text = models.TextField(blank=True, default="")
    client_id = models.UUIDField()
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    # Deleted leaves this row as a trace: the text is blank, the audit keeps it.
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop_id", "conversation_id", "client_id"], name="note_client_id_once"
            ),
            models.UniqueConstraint(
                fields=["shop_id", "conversation_id", "change"], name="note_change_once"
            ),
            models.CheckConstraint(
                name="note_change_from_number",
                condition=models.Q(number__gte=1, change__gte=models.F("number")),
            ),
            models.CheckConstraint(
                name="note_deleted_is_blank",
                condition=models.Q(deleted_at__isnull=True) | models.Q(text=""),
            ),
        ]
        indexes = [
            # For the search, as on its own table; the bigrams' index is made by migration 0016.
            models.Index(
                fields=["shop_id", "-at", "-conversation_id", "-number"], name="note_newest"
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.number} of conversation {self.conversation_id}"


class Mention(models.Model):
    """A colleague is named in a note; unseen until they open the thread."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note_number = models.PositiveIntegerField()
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "note_number", "member"], name="mention_once"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "member", "-at", "-id"], name="mention_newest"),
            models.Index(
                fields=["shop", "member"],
                name="mention_unseen",
                condition=models.Q(seen_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Mention of {self.member_id} in conversation {self.conversation_id}"
