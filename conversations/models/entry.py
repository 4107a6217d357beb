"""Entries: what both sides of a thread may see, append-only, numbered without a gap."""

from django.db import models


class EntryKind(models.TextChoices):
    """What an entry is."""

    MESSAGE = "message", "message"  # somebody's words
    RECALL = "recall", "recall"  # takes the message `target` back
    SYSTEM = "system", "system"  # something happened; `text` is its code


class EntrySide(models.TextChoices):
    """Whose entry it is."""

    BUYER = "buyer", "buyer"
    AGENT = "agent", "agent"
    AUTO = "auto", "auto"  # the machine, in the shop's name; counts in no human figure
    SYSTEM = "system", "system"


class Entry(models.Model):
    """One entry. Nothing points here by foreign key: a reference is (conversation, seq).

    The key leads with the shop, so the table partitions and spreads by shop.
    """

    pk = models.CompositePrimaryKey("shop_id", "conversation_id", "seq")
    shop_id = models.BigIntegerField()
    conversation_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    session_number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    side = models.CharField(max_length=8, choices=EntrySide.choices)
    # The member who wrote it, and the name they had then; both null for buyer and machine.
    author_id = models.BigIntegerField(null=True, blank=True)
    author_name = models.CharField(max_length=64, null=True, blank=True)
    text = models.TextField(blank=True, default="")
    # Made by the sender: the same words sent again find the first row.
    client_id = models.UUIDField()
    # The seq that a recall takes back.
    target = models.PositiveIntegerField(null=True, blank=True)
    # A message whose words were taken back: its text is blank, the audit keeps it.
    recalled = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop_id", "conversation_id", "client_id"], name="entry_client_id_once"
            ),
            models.CheckConstraint(name="entry_seq_from_one", condition=models.Q(seq__gte=1)),
            models.CheckConstraint(
                name="entry_recall_has_target",
                condition=models.Q(kind=EntryKind.RECALL, target__isnull=False)
                | (~models.Q(kind=EntryKind.RECALL) & models.Q(target__isnull=True)),
            ),
            models.CheckConstraint(
                name="entry_recalled_is_blank",
                condition=models.Q(recalled=False) | models.Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.seq} of conversation {self.conversation_id}"
