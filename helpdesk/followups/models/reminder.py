"""One time at which somebody is to be told of a follow-up: work owed, with its moment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.followups.models.followup import FollowUp

MOST_FAILURES = 5
"""After so many the sweep gives up, and a person decides."""


class ReminderState(models.TextChoices):
    """Where it stands."""

    WAITING = "waiting", pgettext_lazy("reminder state", "等着提醒")  # due at `due_at`
    TOLD = "told", pgettext_lazy("reminder state", "提醒过了")  # announced
    NEEDLESS = "needless", pgettext_lazy("reminder state", "不用提醒了")  # ended or put off before
    FAILED = "failed", pgettext_lazy("reminder state", "没提醒成")  # given up; a person may retry


class Reminder(models.Model):
    """A point of the span of one follow-up. The key to it carries the shop: `0002_shop_keys`."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    followup = models.ForeignKey(
        FollowUp,
        on_delete=models.PROTECT,
        related_name="reminders",
        db_index=False,
        db_constraint=False,
    )
    # How much of the span is gone; 100 is the end.
    percent = models.PositiveSmallIntegerField()
    # The end that it was reckoned from: putting off makes new ones.
    of_due_at = models.DateTimeField()
    # When it is to be told, later after each failure.
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=ReminderState.choices, default=ReminderState.WAITING
    )
    told_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["followup", "of_due_at", "percent"], name="reminder_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="reminder_percent_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReminderState.values), name="reminder_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReminderState.TOLD, told_at__isnull=False)
                | (~Q(state=ReminderState.TOLD) & Q(told_at__isnull=True)),
                name="reminder_told_has_time",
            ),
        ]
        indexes = [
            # The sweep.
            models.Index(
                fields=["due_at", "id"],
                name="reminder_due",
                condition=Q(state=ReminderState.WAITING),
            ),
            models.Index(
                fields=["shop", "-due_at"],
                name="reminder_failed",
                condition=Q(state=ReminderState.FAILED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % of follow-up {self.followup_id}"
