"""A register as a list: what is open and when it is looked at next, what is late, what is over.

By key, and from the follow-ups' own index: ten thousand open rows cost what fifty do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.checks import owed_checks, unchecked
from aftersales.registers.queries.keys import Key, cursor_of, key_in
from aftersales.registers.queries.lines import drawn
from aftersales.registers.register import Register, Stream
from helpdesk.accounts.models import Membership
from helpdesk.followups.models import FollowUp
from helpdesk.followups.queries.lines import Line

PAGE = 50
VIEWS = ("open", "late", "mine", "closed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of it, the words that a row must hold, and behind which row."""

    view: str = "open"
    words: str = ""
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row and its next check."""

    row: RegisterRow
    check: Line | None
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """Fifty of them, and the cursor behind them, "" at the end."""

    lines: Sequence[Shown]
    cursor: str


Found = tuple[Key, Any, FollowUp | None]


def register_page(
    membership: Membership,
    register: Register,
    wanted: Wanted,
    *,
    fields: Sequence[str],
    joined: Sequence[str] = (),
) -> Page:
    """What is open comes by its next check, what nobody checks first; what is over newest first."""
    rows = _narrowed(membership, register, wanted, fields)
    after = key_in(wanted.cursor)
    joins = ("owner__user", *joined)
    if wanted.view == "closed":
        found: list[Found] = _over(rows.select_related(*joins), after)
    else:
        late, found = wanted.view == "late", []
        if after is None or after.at is None:
            found = _unchecked(register, rows.select_related(*joins), after)
            after = None
        if len(found) <= PAGE:
            checked = _checked(membership.shop_id, register, rows, joins, after, late=late)
            found += checked[: PAGE + 1 - len(found)]
    shown = found[:PAGE]
    lines = iter(drawn(membership.shop_id, [check for _, _, check in shown if check is not None]))
    return Page(
        [
            Shown(
                row,
                next(lines) if check is not None else None,
                reverse(f"register-{register.key}", args=[row.pk]),
            )
            for _, row, check in shown
        ],
        cursor_of(shown[-1][0]) if len(found) > PAGE else "",
    )


def _narrowed(
    membership: Membership, register: Register, wanted: Wanted, fields: Sequence[str]
) -> QuerySet[Any]:
    model: Any = register.model
    rows: QuerySet[Any] = model.objects.filter(
        shop_id=membership.shop_id, is_open=wanted.view != "closed"
    )
    if wanted.view == "mine":
        rows = rows.filter(owner=membership)
    for word in wanted.words.split()[:4]:
        some = Q()
        for field in fields:
            some |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(some)
    return rows


def _over(rows: QuerySet[Any], after: Key | None) -> list[Found]:
    if after is not None and after.at is not None:
        rows = rows.filter(opened_at__lte=after.at).exclude(opened_at=after.at, pk__gte=after.pk)
    found = rows.order_by("-opened_at", "-pk")[: PAGE + 1]
    return [(Key(row.opened_at, row.pk), row, None) for row in found]


def _unchecked(register: Register, rows: QuerySet[Any], after: Key | None) -> list[Found]:
    """What nobody owes a look at."""
    rows = unchecked(register, rows).filter(pk__gt=after.pk if after else 0)
    return [(Key(None, row.pk), row, None) for row in rows.order_by("pk")[: PAGE + 1]]


def _checked(
    shop_id: int,
    register: Register,
    rows: QuerySet[Any],
    joins: Sequence[str],
    after: Key | None,
    *,
    late: bool,
) -> list[Found]:
    """The next page of checks of all its streams, each read from its index, and their rows."""
    found: list[tuple[Stream, FollowUp]] = []
    for one in register.streams:
        wanted = rows.filter(**{one.by: OuterRef("source_id")})
        checks = owed_checks(shop_id, one).filter(Exists(wanted))
        if late:
            checks = checks.filter(due_at__lte=Now())
        if after is not None and after.at is not None:
            # A range first, so that the index begins there.
            checks = checks.filter(due_at__gte=after.at).exclude(due_at=after.at, pk__lte=after.pk)
        checks = checks.select_related("owner__user", "buyer").order_by("due_at", "pk")
        found += [(one, check) for check in checks[: PAGE + 1]]
    found.sort(key=lambda pair: (pair[1].due_at, pair[1].pk))
    return list(_with_rows(found[: PAGE + 1], rows.select_related(*joins)))


def _with_rows(found: Sequence[tuple[Stream, FollowUp]], rows: QuerySet[Any]) -> list[Found]:
    """By each stream's own column: a query for each that found anything."""
    by_source: dict[tuple[str, int], Any] = {}
    for one in dict.fromkeys(stream for stream, _ in found):
        numbers = [check.source_id for stream, check in found if stream is one]
        for row in rows.filter(**{f"{one.by}__in": numbers}):
            by_source[one.source, getattr(row, one.by)] = row
    return [
        (Key(check.due_at, check.pk), row, check)
        for one, check in found
        if (row := by_source.get((one.source, check.source_id or 0))) is not None
    ]
