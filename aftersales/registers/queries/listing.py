"""A register as a list: what is open and when it is looked at next, what is late, what is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.lines import lines_of_sources, next_due
from aftersales.registers.register import Register
from helpdesk.accounts.models import Membership
from helpdesk.followups.queries.lines import Line

PAGE = 50
VIEWS = ("open", "late", "mine", "closed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of it, and the words that a row must hold."""

    view: str = "open"
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A row and its next check."""

    row: RegisterRow
    check: Line | None
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """Fifty of them, and whether there are more."""

    lines: Sequence[Shown]
    more: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is open, and how much of that nobody has looked at in time, or looks after."""

    open: int
    late: int


def rows_of(register: Register, shop_id: int) -> QuerySet[Any]:
    """Every row with the time of its next check."""
    rows: Any = register.model
    found: QuerySet[Any] = rows.objects.filter(shop_id=shop_id).alias(
        next_at=next_due(register, shop_id)
    )
    return found


LATE = Q(is_open=True) & (Q(next_at__lte=Now()) | Q(next_at__isnull=True))
"""Nobody looked in time, or nobody owes a look at all."""


def register_page(
    membership: Membership,
    register: Register,
    wanted: Wanted,
    *,
    fields: Sequence[str],
    joined: Sequence[str] = (),
) -> Page:
    """What is open comes by its next check, what nobody checks first; what is over newest first."""
    rows = rows_of(register, membership.shop_id)
    if wanted.view == "closed":
        rows = rows.filter(is_open=False).order_by("-opened_at", "-pk")
    else:
        rows = rows.filter(is_open=True).order_by(F("next_at").asc(nulls_first=True), "pk")
        if wanted.view == "late":
            rows = rows.filter(LATE)
        elif wanted.view == "mine":
            rows = rows.filter(owner=membership)
    for word in wanted.words.split()[:4]:
        some = Q()
        for field in fields:
            some |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(some)
    start = (wanted.page - 1) * PAGE
    found = list(rows.select_related("owner__user", *joined)[start : start + PAGE + 1])
    checks = lines_of_sources(
        membership.shop_id, register.key, [row.pk for row in found if row.is_open]
    )
    lines = [
        Shown(row, checks.get(row.pk), reverse(f"register-{register.key}", args=[row.pk]))
        for row in found[:PAGE]
    ]
    return Page(lines, len(found) > PAGE)


def counts_of(register: Register, shop_id: int) -> Counts:
    """Two numbers for the index and the head of the list."""
    rows = rows_of(register, shop_id).filter(is_open=True)
    return Counts(open=rows.count(), late=rows.filter(LATE).count())
