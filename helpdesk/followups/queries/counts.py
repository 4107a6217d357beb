"""How much is owed: a day, a kind, what is due for one person, and the links of a chain."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.followups.due_words import weekday_words
from helpdesk.followups.models import FollowUp
from helpdesk.followups.queries.board import INSTANT
from helpdesk.followups.queries.standing import standing_of
from helpdesk.kernel import clock

DAYS = 10


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the strip; what is overdue counts for today."""

    date: date
    count: int
    fen: int
    urgent: int
    important: int

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()

    @property
    def weekday(self) -> str:
        return weekday_words(self.date)

    @property
    def calm(self) -> int:
        return self.count - self.urgent


@dataclass(frozen=True, slots=True)
class KindCount:
    kind: str
    count: int


def midnight(now: datetime, days: int) -> datetime:
    """The beginning of the day so many days after today, by the shop's clock."""
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time()))


def due_now(membership: Membership) -> tuple[int, int]:
    """For the rail: what is due today or over for the person, and how much of it is over."""
    now = clock.now()
    cuts = [now + INSTANT, midnight(now, 1)]
    found = [one for one in standing_of(membership, cuts, now, until=cuts[1]) if one.at < 2]
    return sum(one.count for one in found), sum(one.count for one in found if one.at == 0)


def chain_of(row: FollowUp) -> list[FollowUp]:
    """The links that came before, first to last; at most twenty."""
    links: list[FollowUp] = []
    before = row.previous_id
    while before is not None and len(links) < 20:
        link = FollowUp.objects.select_related("changed_by__user").get(pk=before)
        links.append(link)
        before = link.previous_id
    return links[::-1]
