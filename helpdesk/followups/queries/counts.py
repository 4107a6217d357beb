"""How much is owed: by day, by kind, and what is due for one person."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.followups.due_words import weekday_words
from helpdesk.followups.models import FollowUp
from helpdesk.followups.queries.radar import Whose, is_for, owed_to
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


def days_of(membership: Membership, whose: Whose) -> list[Day]:
    """Today and the nine days behind it, in one query."""
    today = timezone.localdate()
    end = timezone.make_aware(datetime.combine(today + timedelta(days=DAYS), time()))
    urgent = Q(urgent_from__lte=clock.now())
    found = (
        owed_to(membership, whose)
        .filter(due_at__lt=end)
        .annotate(day=TruncDate("due_at"))
        .values("day")
        .annotate(
            n=Count("pk"),
            fen=Sum("money_at_risk_fen"),
            urgent=Count("pk", filter=urgent),
            important=Count("pk", filter=urgent & Q(is_important=True)),
        )
    )
    sums = {today + timedelta(days=at): [0, 0, 0, 0] for at in range(DAYS)}
    for row in found:
        kept = sums[max(row["day"], today)]
        for at, value in enumerate((row["n"], row["fen"], row["urgent"], row["important"])):
            kept[at] += int(value or 0)
    return [Day(day, *kept) for day, kept in sums.items()]


def kinds_of(membership: Membership, whose: Whose) -> list[KindCount]:
    """How many of each kind, the most first."""
    found = owed_to(membership, whose).values("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    return [KindCount(row["kind"], row["n"]) for row in found]


def how_many(membership: Membership) -> dict[Whose, int]:
    """All that is open: one's own, with one's groups' and nobody's, the whole shop's."""
    counts = owed_to(membership, "all").aggregate(
        all=Count("pk"),
        mine=Count("pk", filter=is_for(membership, "mine")),
        team=Count("pk", filter=is_for(membership, "team")),
    )
    return {"mine": counts["mine"], "team": counts["team"], "all": counts["all"]}


def due_now(membership: Membership) -> tuple[int, int]:
    """For the rail: what is due today or over for the person, and how much of it is over."""
    now = clock.now()
    today = timezone.localdate()
    end = timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))
    found = owed_to(membership, "team").filter(due_at__lt=end)
    counts = found.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)))
    return counts["n"], counts["late"]


def chain_of(row: FollowUp) -> list[FollowUp]:
    """The links that came before, first to last; at most twenty."""
    links: list[FollowUp] = []
    before = row.previous_id
    while before is not None and len(links) < 20:
        link = FollowUp.objects.select_related("changed_by__user").get(pk=before)
        links.append(link)
        before = link.previous_id
    return links[::-1]
