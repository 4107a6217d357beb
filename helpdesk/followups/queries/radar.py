"""The radar: what is owed, by time or by the money that hangs on it, a page at a time."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.followups.owners import groups_of, roles_within
from helpdesk.followups.queries.shown import with_what_is_shown
from helpdesk.kernel import clock

PAGE = 50

FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Nothing is owed outside; the ends of the calendar cannot be reckoned with."""

Whose = Literal["mine", "team", "all"]
Order = Literal["time", "money"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see. ``day`` is a date of the shop's clock, "late" or ""."""

    whose: Whose = "team"
    order: Order = "time"
    kind: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows and the cursor behind them, "" at the end."""

    rows: list[FollowUp]
    cursor: str


def owed_to(membership: Membership, whose: Whose) -> QuerySet[FollowUp]:
    """What is open: one's own; with one's groups' and what is nobody's and one's role may settle;
    or the whole shop's."""
    rows = FollowUp.objects.filter(shop_id=membership.shop_id, state=FollowUpState.OPEN)
    return rows.filter(is_for(membership, whose))


def is_for(membership: Membership, whose: Whose) -> Q:
    """The condition."""
    mine = Q(owner_id=membership.pk)
    if whose == "mine":
        return mine
    if whose == "team":
        anybodys = Q(owner=None, group=None, for_role__in=roles_within(membership.role))
        return mine | Q(group__in=groups_asked_once(membership)) | anybodys
    return Q()


def groups_asked_once(membership: Membership) -> list[int]:
    """The groups that somebody is in, asked for once a request."""
    kept = membership.__dict__
    if "_groups_of_followups" not in kept:
        kept["_groups_of_followups"] = groups_of(membership.shop_id, membership.pk)
    found: list[int] = kept["_groups_of_followups"]
    return found


def radar_page(membership: Membership, asked: Asked, cursor: str = "") -> Page:
    """A page by key: whatever is settled meanwhile, nothing is shown twice or left out."""
    rows = narrowed(owed_to(membership, asked.whose), asked)
    after = _read(cursor)
    if asked.order == "money":
        if after:
            money, due, pk = after
            rows = rows.filter(
                Q(money_at_risk_fen__lt=money)
                | Q(money_at_risk_fen=money, due_at__gt=due)
                | Q(money_at_risk_fen=money, due_at=due, pk__gt=pk)
            )
        rows = rows.order_by("-money_at_risk_fen", "due_at", "pk")
    else:
        if after:
            _, due, pk = after
            rows = rows.filter(Q(due_at__gt=due) | Q(due_at=due, pk__gt=pk))
        rows = rows.order_by("due_at", "pk")
    found = list(with_what_is_shown(rows)[: PAGE + 1])
    more = len(found) > PAGE
    return Page(found[:PAGE], _cursor(found[PAGE - 1]) if more else "")


def narrowed(rows: QuerySet[FollowUp], asked: Asked) -> QuerySet[FollowUp]:
    """Of one kind, of one day."""
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.day == "late":
        rows = rows.filter(due_at__lte=clock.now())
    elif asked.day:
        first = day_begins(asked.day)
        if first is not None:
            rows = rows.filter(due_at__gte=first, due_at__lt=first + timedelta(days=1))
    return rows


def day_begins(day: str) -> datetime | None:
    """Midnight of a date of the shop's clock; None for what is none."""
    try:
        first = timezone.make_aware(datetime.fromisoformat(f"{day}T00:00"))
    except (ValueError, OverflowError):
        return None
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else None


def _cursor(row: FollowUp) -> str:
    word = json.dumps([row.money_at_risk_fen, clock_word(row.due_at), row.pk])
    return base64.urlsafe_b64encode(word.encode()).decode()


def clock_word(moment: datetime) -> str:
    """To the microsecond, as Postgres keeps it."""
    return moment.isoformat()


def _read(cursor: str) -> tuple[int, datetime, int] | None:
    try:
        money, due, pk = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return int(money), datetime.fromisoformat(due), int(pk)
    except (ValueError, TypeError, binascii.Error):
        return None
