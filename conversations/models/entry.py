"""Entries: what both sides of a thread may see, append-only, numbered without a gap."""

from django.db import models


class EntryKind(models.TextChoices):
    """What an entry is."""

    MESSAGE = "message", "message"  # somebody's words
    RECALL = "recall", "recall"  # takes the message or card `target` back
    CARD = "card", "card"  # an order, a product or a question with its facts in `card`
    FILE = "file", "file"  # a picture or a file, with what it is in `card`
    ANSWER = "answer", "answer"  # what the buyer says to the card `target`
    SYSTEM = "system", "system"  # something happened; `text` is its code


TARGETED = (EntryKind.RECALL, EntryKind.ANSWER)
"""Kinds that always name the entry they are about."""

TARGETING = (EntryKind.MESSAGE, EntryKind.CARD)
"""Kinds that may: a message names what it quotes, a card the older one it replaces."""

TAKEN_BACK = (EntryKind.MESSAGE, EntryKind.CARD, EntryKind.FILE)
"""Kinds that whoever sent them may recall, and everybody in the thread may quote."""

SHOWN = (EntryKind.CARD, EntryKind.ANSWER, EntryKind.FILE)
"""Kinds that have a `card`."""

SPOKEN = (EntryKind.MESSAGE, EntryKind.CARD, EntryKind.ANSWER, EntryKind.FILE)
"""Kinds that a person said: what the list shows and counts."""


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
    # The member who wrote it, and the name they had then; both null for the buyer. What the
    # machine says carries the shop's name, and no member.
    author_id = models.BigIntegerField(null=True, blank=True)
    author_name = models.CharField(max_length=64, null=True, blank=True)
    text = models.TextField(blank=True, default="")
    # Of a card, an answer or a file: what both sides may see, in the shapes of
    # `realtime/shapes.py` (a file: of `file_bodies.py`), frozen. `text` then is the same in few
    # words.
    card = models.JSONField(null=True, blank=True)
    # Made by the sender: the same words sent again find the first row.
    client_id = models.UUIDField()
    # The seq that a recall takes back, an answer answers, a card replaces, or a message quotes.
    target = models.PositiveIntegerField(null=True, blank=True)
    # A message, card or file that was taken back: text and card are blank, the audit keeps them.
    recalled = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop_id", "conversation_id", "client_id"], name="entry_client_id_once"
            ),
            models.CheckConstraint(name="entry_seq_from_one", condition=models.Q(seq__gte=1)),
            models.CheckConstraint(
                name="entry_target_fits_kind",
                condition=models.Q(kind__in=TARGETED, target__isnull=False)
                | models.Q(kind__in=TARGETING)
                | models.Q(kind__in=(EntryKind.FILE, EntryKind.SYSTEM), target__isnull=True),
            ),
            models.CheckConstraint(
                name="entry_target_is_earlier",
                condition=models.Q(target__isnull=True)
                | models.Q(target__gte=1, target__lt=models.F("seq")),
            ),
            models.CheckConstraint(
                name="entry_recalled_is_blank",
                condition=models.Q(recalled=False) | models.Q(text="", card__isnull=True),
            ),
            models.CheckConstraint(
                name="entry_card_fits_kind",
                condition=models.Q(kind__in=(EntryKind.CARD, EntryKind.FILE), recalled=True)
                | models.Q(kind__in=SHOWN, card__isnull=False)
                | models.Q(
                    kind__in=(EntryKind.MESSAGE, EntryKind.RECALL, EntryKind.SYSTEM),
                    card__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.seq} of conversation {self.conversation_id}"
