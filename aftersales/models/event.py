"""What happened to a case, one row a move. Postgres refuses to change or remove any."""

from django.db import models
from django.db.models import Q

from aftersales.machine.words import State, Verb, Who
from aftersales.models.case import Case
from helpdesk.accounts.models import Membership


class CaseEvent(models.Model):
    """One move: who, what, from where to where, why, on what evidence, when."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    # The version of the case that this move made: one event each, without a gap.
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=16, choices=Verb.choices())
    # Empty for the first.
    before = models.CharField(max_length=24, choices=State.choices(), blank=True, default="")
    after = models.CharField(max_length=24, choices=State.choices())
    # Whose deed it is; a member may have recorded a buyer's.
    who = models.CharField(max_length=8, choices=Who.choices())
    member = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # As shown at the time.
    name = models.CharField(max_length=150, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    # [{"kind": "message" | "file" | "words", "text": …}]
    evidence = models.JSONField(default=list)
    # What else changed: amounts, waybills, the timer that was started and by which rule.
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "case", "version"], name="case_one_event_a_version"
            ),
        ]
        indexes = [
            # The cases that somebody had a hand in.
            models.Index(
                fields=["shop", "member", "case"],
                condition=Q(member__isnull=False),
                name="case_event_by_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.before} {self.verb} {self.after}"
