"""The digest at the start of a shift: what is due, what it is worth, what came meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from helpdesk.accounts.business_day import business_day, days_span
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import value_of
from helpdesk.followups.kinds import registered_kinds
from helpdesk.followups.models import FollowUp, ShiftStart
from helpdesk.followups.night import Brought, brought_since
from helpdesk.followups.own_kinds import SHIFT_CHECK
from helpdesk.followups.owners import group_names
from helpdesk.followups.policy_rules import REMINDERS, SHIFT_DIGEST
from helpdesk.followups.queries.duties import troubles_of
from helpdesk.followups.queries.lines import Line, line_of
from helpdesk.followups.queries.radar import owed_to
from helpdesk.kernel import clock
from helpdesk.kernel.money import yuan

SHOWN = 4
NEVER_HERE = timedelta(hours=12)
LONGEST_NIGHT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class OverdueOf:
    """What one of the team, or nobody (""), has let pass."""

    name: str
    count: int
    money: str


@dataclass(frozen=True, slots=True)
class Team:
    """What only those see who arrange others' work."""

    overdue: list[OverdueOf]
    unowned: int
    failed: int


@dataclass(frozen=True, slots=True)
class Digest:
    """``due`` counts today's and what is over; ``checks`` are ticked in place."""

    due: int
    late: int
    money: str
    first: list[Line]
    promises: list[Line]
    checks: list[Line]
    brought: list[Brought]
    team: Team | None

    @property
    def is_empty(self) -> bool:
        """Nothing to call anybody for; buyers who wait stand in the list anyway."""
        return not (self.due or self.checks or self.has_team)

    @property
    def has_team(self) -> bool:
        team = self.team
        return team is not None and bool(team.overdue or team.unowned or team.failed)


def digest_due(membership: Membership) -> ShiftStart | None:
    """The start of today's shift, while its digest was not put away and the shop wants one."""
    if not value_of(membership.shop_id, SHIFT_DIGEST):
        return None
    return (
        ShiftStart.objects.filter(
            shop_id=membership.shop_id, member=membership, day=_today(membership), dismissed_at=None
        )
        .order_by("pk")
        .first()
    )


def digest_of(membership: Membership, start: ShiftStart | None) -> Digest:
    """As it is now; a night that brought something began when the person left."""
    now = clock.now()
    shop = membership.shop
    today = _today(membership)
    _, end = days_span(today, today, zone=shop.time_zone, cut=shop.business_day_cut)
    due = owed_to(membership, "team").filter(due_at__lt=end)
    work = due.exclude(kind=SHIFT_CHECK)
    sums = work.aggregate(
        n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)), fen=Sum("money_at_risk_fen")
    )
    promised = [key for key, kind in registered_kinds().items() if kind.is_promise]
    mine = work.filter(kind__in=promised, owner=membership)
    checks = due.filter(kind=SHIFT_CHECK, starts_at__lte=now).order_by("due_at", "pk")
    since = now - NEVER_HERE if start is None or start.away_since is None else start.away_since
    return Digest(
        due=sums["n"],
        late=sums["late"],
        money=yuan(sums["fen"]) if sums["fen"] else "",
        first=_lines(work.filter(money_at_risk_fen__gt=0).order_by("-money_at_risk_fen", "due_at")),
        promises=_lines(mine.order_by("due_at", "pk")),
        checks=_lines(checks, most=12),
        brought=brought_since(membership, max(since, now - LONGEST_NIGHT)),
        team=_team(membership, now) if allows(membership.role, "followups.arrange") else None,
    )


def _team(membership: Membership, now: datetime) -> Team:
    everybodys = owed_to(membership, "all")
    groups = group_names(membership.shop_id)
    late = (
        everybodys.filter(due_at__lte=now)
        .values(
            "owner_id",
            "group",
            name=F("owner__user__display_name"),
            login=F("owner__user__username"),
        )
        .annotate(n=Count("pk"), fen=Sum("money_at_risk_fen"))
        .order_by("-fen", "-n")
    )
    overdue = [
        OverdueOf(
            row["name"] or row["login"] or groups.get(row["group"] or 0, ""),
            row["n"],
            yuan(row["fen"]) if row["fen"] else "",
        )
        for row in late[: SHOWN + 1]
    ]
    troubles = troubles_of(membership.shop_id)
    return Team(
        overdue=overdue,
        unowned=everybodys.filter(owner=None, group=None).count(),
        failed=len(troubles.reminders) + len(troubles.duties),
    )


def _lines(rows: QuerySet[FollowUp], most: int = SHOWN) -> list[Line]:
    found = list(rows.select_related("owner__user", "order", "buyer")[:most])
    if not found:
        return []
    shop_id = found[0].shop_id
    steps, groups = value_of(shop_id, REMINDERS), group_names(shop_id)
    now = clock.now()
    return [line_of(row, now=now, percentages=steps, groups=groups) for row in found]


def _today(membership: Membership) -> date:
    shop = membership.shop
    return business_day(clock.now(), zone=shop.time_zone, cut=shop.business_day_cut)
