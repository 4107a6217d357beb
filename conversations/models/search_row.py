"""What the search looks through: one row for every entry that somebody said, beside the entries.

Written by whatever stores an entry (`actions/search_sql.py`, `sending_sql.py`); taken out or
rewritten by a trigger in the transaction that recalls, erases or deletes the entry, whichever door
that is.
"""

from django.db import models


class SearchRow(models.Model):
    """One entry as the search reads it, by its own key. The desk alone reads this table.

    The bigrams are not a column but an expression, indexed by GIN: `search_tokens` in the index
    made by migration 0013 ([decision 0023](../../docs/decisions/0023-search.md)).
    """

    pk = models.CompositePrimaryKey("shop_id", "conversation_id", "seq")
    shop_id = models.BigIntegerField()
    conversation_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    session_number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    side = models.CharField(max_length=8)
    at = models.DateTimeField()
    # One width, one case, nothing invisible: `search_words` of the entry's text.
    words = models.TextField(blank=True, default="", db_collation="C")

    class Meta:
        indexes = [
            # Newest first: a page, and the walk for words that stand everywhere.
            models.Index(
                fields=["shop_id", "-at", "-conversation_id", "-seq"], name="searchrow_newest"
            ),
        ]

    def __str__(self) -> str:
        return f"Search row of entry {self.seq} of conversation {self.conversation_id}"
