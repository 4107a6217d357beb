"""How much is open, kept by Postgres as it changes: what the radar's figures are added up from."""

from django.db import models
from django.db.models import Q


class Standing(models.Model):
    """So many, with so much money, due within one hour: added with each change, never changed.

    A trigger of the follow-ups writes what a statement adds and takes away (migration 0007), so
    nobody waits for anybody. Rows alike are merged by the sweep (`actions/merging.py`); their sum
    is the truth at every moment, before and after.
    """

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # "shop" for all that is open; beside it each follow-up counts once for whose it is:
    # member:7, group:3, or the role that may settle what is nobody's: role:, role:supervisor.
    whose = models.CharField(max_length=32)
    kind = models.CharField(max_length=40)
    # The hours in which it is due and from when it is urgent; null is never.
    due_hour = models.DateTimeField()
    urgent_hour = models.DateTimeField(null=True)
    is_important = models.BooleanField()
    # What came less what went.
    count = models.IntegerField()
    fen = models.BigIntegerField()
    is_merged = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["shop", "whose", "due_hour"],
                include=["kind", "urgent_hour", "is_important", "count", "fen"],
                name="standing_of_whom",
            ),
            # The sweep.
            models.Index(fields=["shop"], condition=Q(is_merged=False), name="standing_unmerged"),
        ]

    def __str__(self) -> str:
        return f"{self.whose} {self.kind} {self.due_hour:%Y-%m-%d %H} {self.count:+}"
