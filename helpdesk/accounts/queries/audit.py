"""The record of a shop, page by page, newest first."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from helpdesk.accounts.audit import hidden_words, sentence_of
from helpdesk.accounts.audit_labels import target_of, verb_groups
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.accounts.when import day_said
from helpdesk.kernel import clock

PAGE = 50

COUNTED_DAYS = 30

NOBODY = 0
"""As a person to filter by: what the machine did, or somebody whom nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What is looked for; empty fields do not narrow. Dates are the shop's, both inclusive."""

    person: int | None = None
    group: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as a person reads it."""

    id: int
    at: datetime
    day: str
    actor: str
    sentence: str
    target: str | Promise
    place: str
    address: str
    has_words: bool


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of entries, and the number to go on from; None at the end."""

    lines: list[AuditLine]
    older: int | None


def audit_page_of(shop_id: int, zone: ZoneInfo, wanted: AuditFilter) -> AuditPage:
    """One query, by the number of the entry and never by counting: the last page costs as much
    as the first."""
    rows = list(narrowed(shop_id, zone, wanted)[: PAGE + 1])
    shown = rows[:PAGE]
    older = shown[-1].pk if len(rows) > PAGE else None
    return AuditPage([_line(row, zone) for row in shown], older)


def narrowed(shop_id: int, zone: ZoneInfo, wanted: AuditFilter) -> QuerySet[AuditEntry]:
    """The entries looked for, newest first."""
    rows = AuditEntry.objects.filter(shop_id=shop_id)
    if wanted.before is not None:
        rows = rows.filter(pk__lt=wanted.before)
    if wanted.person == NOBODY:
        rows = rows.filter(actor=None)
    elif wanted.person is not None:
        rows = rows.filter(actor_id=wanted.person)
    for group in verb_groups():
        if group.key == wanted.group:
            rows = rows.filter(verb__in=group.verbs())
    if wanted.since is not None:
        rows = rows.filter(at__gte=_midnight(wanted.since, zone))
    if wanted.until is not None:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1), zone))
    if wanted.words:
        named = Q(actor_name__icontains=wanted.words) | Q(data__target__icontains=wanted.words)
        rows = rows.filter(named)
    return rows.order_by("-pk")


def counts_by_person(shop_id: int, zone: ZoneInfo, wanted: AuditFilter) -> list[tuple[str, int]]:
    """How often each person did what is looked for, the most often first; of the last
    `COUNTED_DAYS` unless a first day is asked for."""
    since = wanted.since or clock.now().astimezone(zone).date() - timedelta(days=COUNTED_DAYS)
    rows = narrowed(shop_id, zone, replace(wanted, since=since, before=None))
    counted = rows.order_by().values("actor_name").annotate(times=Count("pk"))
    return list(counted.order_by("-times", "actor_name").values_list("actor_name", "times")[:20])


def people_of_record(shop_id: int) -> list[tuple[int, str]]:
    """Whom the record may be narrowed to: everybody who is or was in the shop."""
    rows = Membership.objects.select_related("user").filter(shop_id=shop_id).order_by("pk")
    return [(row.user_id, row.user.shown_name) for row in rows]


def _line(row: AuditEntry, zone: ZoneInfo) -> AuditLine:
    target, place = target_of(row)
    return AuditLine(
        id=row.pk,
        at=row.at,
        day=day_said(row.at.astimezone(zone).date()),
        actor=row.actor_name,
        sentence=sentence_of(row),
        target=target,
        place=place,
        address=str(row.data.get("address", "")),
        has_words=bool(hidden_words(row)),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
