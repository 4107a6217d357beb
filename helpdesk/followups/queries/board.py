"""The radar in parts: by nearness in time, and by the four quadrants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from helpdesk.followups.models import FollowUp
from helpdesk.followups.queries.shown import with_what_is_shown
from helpdesk.followups.weighing import Quadrant

INSTANT = timedelta(microseconds=1)
"""As fine as Postgres keeps time: an end that belongs to what is before it ends this much later."""

CARDS = 20
"""Follow-ups that a quadrant shows; the list has them all."""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading: how many stand under it and what hangs on them."""

    key: str
    label: str | Promise
    count: int
    fen: int


LABELS: Mapping[str, str | Promise] = {
    "late": pgettext_lazy("due", "已过时"),
    "hour": pgettext_lazy("due", "1 小时内"),
    "today": pgettext_lazy("due", "今天"),
    "tomorrow": pgettext_lazy("due", "明天"),
    "week": pgettext_lazy("due", "七天内"),
    "later": pgettext_lazy("due", "以后"),
}


def edges(now: datetime) -> dict[str, datetime]:
    """The last moment of each stretch of time, by the shop's clock."""
    today = timezone.localtime(now).date()

    def before(days: int) -> datetime:
        """The last instant before it: what is due at midnight is the next day's."""
        end = timezone.make_aware(datetime.combine(today + timedelta(days=days), time()))
        return end - INSTANT

    return {
        "late": now,
        "hour": now + timedelta(hours=1),
        "today": before(1),
        "tomorrow": before(2),
        "week": before(7),
    }


def part_of(due_at: datetime, ends: Mapping[str, datetime]) -> str:
    """The heading under which a deadline stands."""
    return next((key for key, end in ends.items() if due_at <= end), "later")


FIELDS: Mapping[Quadrant, tuple[str | Promise, str | Promise]] = {
    Quadrant.NOW: (pgettext_lazy("quadrant", "马上做"), pgettext_lazy("quadrant", "急，钱多")),
    Quadrant.PLAN: (
        pgettext_lazy("quadrant", "排进今天"),
        pgettext_lazy("quadrant", "不急，但有钱或有罚"),
    ),
    Quadrant.QUICK: (pgettext_lazy("quadrant", "顺手做"), pgettext_lazy("quadrant", "急，钱少")),
    Quadrant.LATER: (
        pgettext_lazy("quadrant", "约个时间"),
        pgettext_lazy("quadrant", "不急，也不亏钱"),
    ),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One of the four: the most money first, then the nearest."""

    key: Quadrant
    label: str | Promise
    note: str | Promise
    count: int
    rows: list[FollowUp]


def fields_of(
    rows: QuerySet[FollowUp], now: datetime, counts: Mapping[Quadrant, int]
) -> list[Field]:
    """The board, in four queries."""
    urgent = Q(urgent_from__lte=now)
    calm = Q(urgent_from__gt=now) | Q(urgent_from__isnull=True)
    inside = {
        Quadrant.NOW: urgent & Q(is_important=True),
        Quadrant.PLAN: calm & Q(is_important=True),
        Quadrant.QUICK: urgent & Q(is_important=False),
        Quadrant.LATER: calm & Q(is_important=False),
    }
    shown = with_what_is_shown(rows).order_by("-money_at_risk_fen", "due_at", "pk")
    return [
        Field(key, *words, counts[key], list(shown.filter(inside[key])[:CARDS]))
        for key, words in FIELDS.items()
    ]
