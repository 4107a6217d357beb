"""A shop: the tenant. Every business row belongs to exactly one."""

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.kernel import clock


def midnight() -> time:
    """Where a day ends unless the shop says otherwise."""
    return time(0, 0)


def known_time_zone(name: str) -> None:
    """A zone that this machine knows; another one would break every page of the shop."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValidationError(_("没有这个时区。")) from problem


class Shop(models.Model):
    """One shop and its clock. Never deleted: its audit record points here."""

    name = models.CharField(max_length=80)
    # In the buyer's address (/chat/<slug>/), so it never changes once shared.
    slug = models.SlugField(max_length=50, db_index=False)
    # IANA name; times on screen and the business day follow it.
    time_zone = models.CharField(
        max_length=50, default="Asia/Shanghai", validators=[known_time_zone]
    )
    # When the shop's day ends by its own clock: figures before it count for the day before.
    business_day_cut = models.TimeField(default=midnight)
    # Made by the demo or by a replay: filled by machine.
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="accounts_shop_slug"),
        ]

    def __str__(self) -> str:
        return self.name
