"""Until when a case waits for something, by which rule, and what became of it."""

from django.db import models
from django.db.models import Q

from aftersales.machine.words import Timer
from aftersales.models.case import Case
from helpdesk.accounts.models import Membership, Policy


class DeadlineState(models.TextChoices):
    RUNNING = "running"  # counts
    PAUSED = "paused"  # stands still while the buyer thinks about an offer
    MET = "met"  # what it waited for happened in time
    ACTED = "acted"  # it was over, and the machine acted, once
    MOVED = "moved"  # a person gave it another end: a row of its own


LIVE = (DeadlineState.RUNNING, DeadlineState.PAUSED)


class Deadline(models.Model):
    """One run of one timer. The rule is kept as it was: a later change moves no end by itself."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    timer = models.CharField(max_length=16, choices=Timer.choices())
    state = models.CharField(max_length=8, choices=DeadlineState.choices)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # When other systems are told that it is near; empty once they were.
    near_at = models.DateTimeField(null=True, blank=True)
    # While paused: how much was left, in seconds.
    left_seconds = models.PositiveIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When the machine last could not act on its end: it goes behind all the others.
    failed_at = models.DateTimeField(null=True, blank=True)
    # The rule's name and number, where the number came from, and since when it holds.
    rule = models.CharField(max_length=60)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    # The shop's own version of the rule; null: the platform's or the product's preset.
    policy = models.ForeignKey(
        Policy, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    effective_from = models.DateTimeField(null=True, blank=True)
    # Who gave it this end, with ``source`` as the reason; null: the rule alone.
    moved_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Closed holidays on which it stood still, as known when it was started.
    skipped_days = models.JSONField(default=list)
    # What the shop's rule says about acting at the end (`aftersales.unanswered`).
    acts = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "case"], condition=Q(state="running"), name="deadline_one_running"
            ),
            models.UniqueConstraint(
                fields=["shop", "case", "timer"],
                condition=Q(state__in=["running", "paused"]),
                name="deadline_one_live_a_timer",
            ),
            models.CheckConstraint(
                condition=Q(state="paused", left_seconds__isnull=False)
                | ~Q(state="paused") & Q(left_seconds__isnull=True),
                name="deadline_paused_keeps_the_rest",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "paused"], ended_at__isnull=True)
                | Q(state__in=["met", "acted", "moved"], ended_at__isnull=False),
                name="deadline_ended_or_live",
            ),
            models.CheckConstraint(
                condition=Q(timer__in=Timer.codes()), name="deadline_timer_known"
            ),
        ]
        indexes = [
            # The sweep: what is due, the oldest first; then what it could not act on.
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state="running", failed_at__isnull=True),
                name="deadline_due",
            ),
            models.Index(
                fields=["failed_at", "id"],
                condition=Q(state="running", failed_at__isnull=False),
                name="deadline_failed",
            ),
            models.Index(fields=["shop", "case", "-started_at"], name="deadline_of_case"),
            models.Index(
                fields=["near_at"],
                condition=Q(state="running", near_at__isnull=False),
                name="deadline_near",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.timer} {self.due_at:%Y-%m-%d %H:%M}"
