"""What was blocked, sent past a warning and appealed: a page of it, and how much of what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count as DbCount
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from conversations.models import Entry, GuardAppeal, GuardRecord, Verdict
from helpdesk.kernel.number_masks import mask_people
from scripts_library.guard.classes import CLASSES
from scripts_library.guard_shops import guard_of
from scripts_library.queries.guard_rules import class_name

PER_PAGE = 50
PRESET_DAYS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them; blank and None mean all."""

    about: str = ""
    level: str = ""
    member: int | None = None
    since: date | None = None
    until: date | None = None
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One record with its words where there are any to be seen, and where it leads."""

    record: GuardRecord
    names: Sequence[str]
    words: str
    hit: str
    url: str
    loosen_url: str
    tighten_url: str
    # A supervisor let the words go: "open" until they were sent, then "used".
    released: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    key: Any
    name: str
    many: int
    query: str


def matching(shop_id: int, wanted: Wanted) -> QuerySet[GuardRecord]:
    """The records that the page shows, the waiting appeals first, then the newest."""
    rows = GuardRecord.objects.filter(shop_id=shop_id)
    zone = timezone.get_current_timezone()
    if wanted.about:
        rows = rows.filter(classes__contains=[wanted.about])
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.member:
        rows = rows.filter(member_id=wanted.member)
    if wanted.since:
        rows = rows.filter(at__gte=datetime.combine(wanted.since, time.min, zone))
    if wanted.until:
        rows = rows.filter(
            at__lt=datetime.combine(wanted.until + timedelta(days=1), time.min, zone)
        )
    states = {
        "waiting": WAITING,
        "appealed": Q(appeal__isnull=False),
        "right": Q(verdict__verdict=Verdict.RIGHT),
        "wrong": Q(verdict__verdict=Verdict.WRONG),
    }
    return rows.filter(states[wanted.state]) if wanted.state in states else rows


WAITING = Q(appeal__isnull=False, verdict__isnull=True)


def waiting_lines(shop_id: int, *, english: bool) -> list[Line]:
    """The appeals that wait, the oldest first."""
    rows = GuardRecord.objects.filter(WAITING, shop_id=shop_id).order_by("at", "pk")
    return lines_of(shop_id, rows[:PER_PAGE], english=english)


def page_lines(shop_id: int, wanted: Wanted, *, english: bool) -> tuple[list[Line], int]:
    """A page of what matches, newest first, and how many there are."""
    rows = matching(shop_id, wanted).order_by("-at", "-pk")
    first = (wanted.page - 1) * PER_PAGE
    return lines_of(shop_id, rows[first : first + PER_PAGE], english=english), rows.count()


def lines_of(shop_id: int, rows: QuerySet[GuardRecord], *, english: bool) -> list[Line]:
    """With the words: of a sent message those of the chat, of an appeal those handed over."""
    found = list(rows.select_related("member__user", "appeal__release", "verdict__member__user"))
    words = _sent_words(shop_id, found)
    guard = guard_of(shop_id)
    made = []
    for one in found:
        appeal = getattr(one, "appeal", None)
        said = appeal.words if appeal else words.get((one.conversation_id, one.seq or 0), "")
        hits = [hit for hit in guard.check(said).hits if hit.level != "hint"] if said else []
        hits.sort(key=lambda hit: hit.level != one.level)  # what it was stopped for comes first
        hit = hits[0].text if hits else ""
        about = hits[0].about if hits else (one.classes[0] if one.classes else "")
        place = reverse("desk-conversation", args=[one.conversation_id])
        new = reverse("script-guard-new")
        made.append(
            Line(
                record=one,
                names=[class_name(each, english=english) for each in one.classes],
                words=said,
                hit=hit,
                url=f"{place}?at={one.seq}" if one.seq else place,
                loosen_url=f"{new}?{urlencode({'kind': 'allow', 'words': hit})}",
                tighten_url=f"{new}?"
                + urlencode({"kind": "words", "about": about, "level": "block", "words": hit}),
                released=_released(appeal),
            )
        )
    return made


def _released(appeal: GuardAppeal | None) -> str:
    release = getattr(appeal, "release", None)
    if release is None:
        return ""
    return "used" if release.used_at else "open"


def _sent_words(shop_id: int, found: Sequence[GuardRecord]) -> dict[tuple[int, int], str]:
    sent = [one for one in found if one.seq is not None]
    wanted = {(one.conversation_id, one.seq) for one in sent}
    rows = Entry.objects.filter(
        shop_id=shop_id,
        conversation_id__in={one.conversation_id for one in sent},
        seq__in={one.seq for one in sent},
    ).values_list("conversation_id", "seq", "text")
    return {
        (conversation, seq): mask_people(text)
        for conversation, seq, text in rows
        if (conversation, seq) in wanted
    }


COUNT_SQL = """
SELECT about, count(*) FROM conversations_guardrecord AS r
CROSS JOIN LATERAL jsonb_array_elements_text(r.classes) AS about
WHERE r.id IN ({ids}) GROUP BY about
"""


def counts_by_person(rows: QuerySet[GuardRecord]) -> list[tuple[int, int]]:
    """How many records of each member."""
    return list(rows.order_by().values_list("member_id").annotate(many=DbCount("pk")))


def counts_by_class(rows: QuerySet[GuardRecord]) -> dict[str, int]:
    """How many records of each class; one of two classes counts in both."""
    sql, params = rows.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL.format(ids=sql), params)
        found = dict(cursor.fetchall())
    return {about: found[about] for about in CLASSES if about in found}
