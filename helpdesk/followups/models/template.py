"""A duty that comes again: the sweep makes a follow-up of it each time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from helpdesk.followups.models.followup import BECAUSE_LENGTH, TITLE_LENGTH

CHECK_LENGTH, MOST_CHECKS = 60, 12


class Frequency(models.TextChoices):
    """How often; the arithmetic is `rhythm.py`."""

    DAY = "day", pgettext_lazy("frequency", "每天")
    WEEK = "week", pgettext_lazy("frequency", "每周")
    MONTH = "month", pgettext_lazy("frequency", "每月")
    QUARTER = "quarter", pgettext_lazy("frequency", "每季度")


class FollowUpTemplate(models.Model):
    """``next_due_at`` is the first time that was not made yet; whoever makes it moves it on in the
    same transaction, so it comes once whatever dies. The keys carry the shop: `0002_shop_keys`."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=TITLE_LENGTH)
    because = models.CharField(max_length=BECAUSE_LENGTH, blank=True, default="")
    owner = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    group = models.BigIntegerField(null=True)
    every = models.CharField(max_length=8, choices=Frequency.choices)
    # Monday is 0; of weeks only. Day of the month; of months and quarters only.
    weekday = models.PositiveSmallIntegerField(default=0)
    day = models.PositiveSmallIntegerField(default=1)
    # Due at this time of the shop's clock, and to be seen so many minutes before.
    at = models.TimeField()
    lead_minutes = models.PositiveIntegerField()
    is_important = models.BooleanField(default=False, db_default=False)
    # What is to be ticked before it counts as done, in order.
    checks = ArrayField(models.CharField(max_length=CHECK_LENGTH), default=list, db_default="{}")
    is_active = models.BooleanField(default=True)
    # Ended for good: it is on no list any more, what it made stays.
    ended_at = models.DateTimeField(null=True)
    # The starter set's own name for it, so that it is laid down once; null for a shop's own.
    starter = models.CharField(max_length=40, null=True)
    next_due_at = models.DateTimeField()
    # When it is to appear next: `lead_minutes` before; later after each failure.
    next_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "id"], name="template_of_shop"),
            models.UniqueConstraint(fields=["shop", "starter"], name="template_starter_once"),
            models.CheckConstraint(
                condition=Q(every__in=Frequency.values), name="template_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, day__gte=1, day__lte=31, lead_minutes__gte=1),
                name="template_days_known",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(group__isnull=True),
                name="template_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(is_active=False),
                name="template_ended_makes_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="template_due", condition=Q(is_active=True))
        ]

    def __str__(self) -> str:
        return self.title
