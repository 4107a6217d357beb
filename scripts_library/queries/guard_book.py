"""A shop's rules of wording that are in force: for the server and, as a parcel, for browsers."""

from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q

from helpdesk.accounts.queries.shops import zone_of
from helpdesk.kernel.clock import now
from scripts_library.guard.browser import rule_shape
from scripts_library.guard.own import Book, Shift, folded_word
from scripts_library.guard_drafts import draft_of, rule_of
from scripts_library.models import GuardKind, GuardRule, Library

LIKE_A_RULE = (GuardKind.WORDS, GuardKind.PATTERN)


@dataclass(frozen=True, slots=True)
class InForce:
    """The book as it counts until the moment when the first of its rules ends."""

    book: Book
    until: datetime | None


def revision_of(shop_id: int) -> int:
    """How often the shop has changed its rules of wording; 0 where it has none of its own."""
    rows = Library.objects.filter(shop_id=shop_id).values_list("guard_revision", flat=True)
    return rows.first() or 0


def book_of(shop_id: int, *, without: int | None = None) -> InForce:
    """All that is switched on and not over; ``without`` leaves one rule out."""
    zone = zone_of(shop_id)
    today = now().astimezone(zone).date()
    rows = (
        GuardRule.objects.filter(shop_id=shop_id, is_on=True)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .order_by("pk")
    )
    if without is not None:
        rows = rows.exclude(pk=without)
    drafts = [(row.pk, row.until, draft_of(row.content)) for row in rows]
    ends = [until for _pk, until, _draft in drafts if until is not None]
    until = None
    if ends:
        until = datetime.combine(min(ends) + timedelta(days=1), time.min, zone)
    return InForce(book_from([(f"own_{pk}", draft) for pk, _until, draft in drafts]), until)


def book_from(drafts: list[tuple[str, Any]]) -> Book:
    """The engine's view of named drafts."""
    return Book(
        rules=tuple(rule_of(one, name) for name, one in drafts if one.kind in LIKE_A_RULE),
        shifts={
            one.about: Shift(one.level, one.law)
            for _name, one in drafts
            if one.kind == GuardKind.LEVEL
        },
        allowed=tuple(
            folded_word(word)
            for _name, one in drafts
            if one.kind == GuardKind.ALLOW
            for word in one.words
        ),
    )


def book_shape(in_force: InForce) -> dict[str, Any]:
    """What `static/js/guard/own.js` reads."""
    return {
        "rules": [rule_shape(rule) for rule in in_force.book.rules],
        "shifts": {about: asdict(shift) for about, shift in in_force.book.shifts.items()},
        "allowed": list(in_force.book.allowed),
        "until": in_force.until.isoformat() if in_force.until else None,
    }
