"""First response, average response and the rates of answers in time, from turns.

Definitions: docs/trade.md, "Response figures". Each figure comes with how many turns it counts
and how many it leaves out, and why; `turns_of` lists exactly those turns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from conversations import response_rules as rules
from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import policies_of

JUDGED_SQL = """
SELECT t.id, t.conversation_id, t.session_number, t.asked_at, t.ended_at, t.answer_seq,
    t.member_id, t.is_first, b.name AS buyer_name,
    EXTRACT(EPOCH FROM t.ended_at - t.asked_at)::float8 AS seconds,
    CASE
        WHEN c.is_own THEN 'own_account'
        WHEN t.answer_seq IS NULL THEN 'unanswered'
        WHEN t.ended_at - t.asked_at < interval '1 second' THEN 'zero_seconds'
        WHEN (t.asked_at AT TIME ZONE %(zone)s - %(cut)s::interval)::date
            <> (t.ended_at AT TIME ZONE %(zone)s - %(cut)s::interval)::date THEN 'another_day'
        ELSE ''
    END AS left_out,
    (t.asked_at AT TIME ZONE %(zone)s)::time >= %(since)s::time
        AND (t.asked_at AT TIME ZONE %(zone)s)::time < %(until)s::time AS in_hours,
    s.opened_by = 'buyer' AS is_enquiry,
    NOT EXISTS (SELECT FROM conversations_turn e WHERE e.shop_id = t.shop_id
        AND e.conversation_id = t.conversation_id AND e.session_number = t.session_number
        AND e.asked_at < t.asked_at) AS begins_session,
    (s.opened_at AT TIME ZONE %(zone)s)::time >= %(since)s::time
        AND (s.opened_at AT TIME ZONE %(zone)s)::time < %(until)s::time AS session_in_hours
FROM conversations_turn t
JOIN conversations_chatsession s ON s.shop_id = t.shop_id
    AND s.conversation_id = t.conversation_id AND s.number = t.session_number
JOIN conversations_conversation c ON c.id = t.conversation_id
JOIN commerce_buyer b ON b.id = c.buyer_id
WHERE t.shop_id = %(shop)s AND {which}
"""
PERIOD = "t.ended_at >= %(begin)s AND t.ended_at < %(end)s"
MINE = PERIOD + " AND t.member_id = %(member)s"
SESSION = "t.conversation_id = %(conversation)s AND t.session_number = %(session)s"

# What each figure counts, of the judged turns. Reasons to leave out stand in `left_out`.
FIRST = "is_first AND is_enquiry AND left_out IN ('', 'another_day')"
AVERAGE = "left_out = ''"
IN_HOURS = "in_hours AND left_out IN ('', 'another_day', 'unanswered')"
NEVER = "begins_session AND left_out = 'unanswered'"
FIRST_IN_HOURS = f"""is_enquiry AND session_in_hours
    AND (is_first AND left_out IN ('', 'another_day') OR {NEVER})"""

RECEIVED = "answer_seq IS NOT NULL AND left_out <> 'own_account'"
REACHED = "answer_seq IS NOT NULL AND seconds <= %(reached)s"
FIRST_REACHED = "answer_seq IS NOT NULL AND seconds <= %(first_reached)s"
REASONS = ("own_account", "unanswered", "zero_seconds", "another_day")

COUNTED = {
    "all": "true",
    "received": RECEIVED,  # of each buyer the last one
    "first": FIRST,
    "average": AVERAGE,
    "reached": IN_HOURS,
    "missed": f"{IN_HOURS} AND NOT ({REACHED})",
    "first_reached": FIRST_IN_HOURS,
    "first_missed": f"{FIRST_IN_HOURS} AND NOT ({FIRST_REACHED})",
    **{reason: f"left_out = '{reason}'" for reason in REASONS},
}
"""Which of the judged turns a figure is made of; `turns_of` lists them by the same words."""

LAST_OF_EACH = f"""
SELECT DISTINCT ON (conversation_id) * FROM ({{judged}}) AS every WHERE {RECEIVED}
ORDER BY conversation_id, ended_at DESC, id DESC
"""

FIGURES_SQL = f"""
SELECT
    count(DISTINCT conversation_id) FILTER (WHERE {RECEIVED}) AS received,
    avg(seconds) FILTER (WHERE {FIRST}) AS first_seconds,
    count(*) FILTER (WHERE {FIRST}) AS first_counted,
    avg(LEAST(seconds, %(cap)s)) FILTER (WHERE {AVERAGE}) AS average_seconds,
    count(*) FILTER (WHERE {AVERAGE}) AS average_counted,
    count(*) FILTER (WHERE {IN_HOURS}) AS hours_counted,
    count(*) FILTER (WHERE {IN_HOURS} AND {REACHED}) AS hours_reached,
    count(*) FILTER (WHERE {FIRST_IN_HOURS}) AS first_hours_counted,
    count(*) FILTER (WHERE {FIRST_IN_HOURS} AND {FIRST_REACHED}) AS first_hours_reached,
    count(*) FILTER (WHERE left_out = 'own_account') AS own_account,
    count(*) FILTER (WHERE left_out = 'unanswered') AS unanswered,
    count(*) FILTER (WHERE left_out = 'zero_seconds') AS zero_seconds,
    count(*) FILTER (WHERE left_out = 'another_day') AS another_day
FROM ({JUDGED_SQL}) AS judged
"""


@dataclass(frozen=True, slots=True)
class Average:
    """Seconds on average, and over how many; None where there is nothing to count."""

    seconds: float | None
    counted: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    reached: int
    counted: int

    @property
    def percent(self) -> float | None:
        """0 to 100; None where there is nothing to count."""
        return 100 * self.reached / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class ResponseFigures:
    """The figures of one stretch of turns; ``received`` counts buyers who were answered."""

    received: int
    first: Average
    average: Average
    reached: Share
    first_reached: Share
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which turns: those that ended from ``begin`` until before ``end``, of one member or all."""

    begin: datetime
    end: datetime
    member_id: int | None = None


def figures_of(shop: Shop, stretch: Stretch) -> ResponseFigures:
    """The figures of a shop, or of one member, over a stretch of time."""
    return _figures(shop, *_which(stretch))


def session_figures(shop: Shop, *, conversation_id: int, session: int) -> ResponseFigures:
    """The figures of one reception."""
    return _figures(shop, SESSION, {"conversation": conversation_id, "session": session})


def turns_of(
    shop: Shop,
    stretch: Stretch,
    *,
    counted: str = "all",
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """The turns behind the figures, newest first, each with why it is left out, if it is.

    ``counted`` is a key of `COUNTED`: those of one figure alone. ``before`` is the
    ``(ended_at, id)`` of the last one of the page before.
    """
    which, keys = _which(stretch)
    older = ""
    if before is not None:
        older = " AND ({0}ended_at, {0}id) < (%(last_at)s, %(last_id)s)"
        keys |= {"last_at": before[0], "last_id": before[1]}
    if counted == "received":  # whose last one stood on a page before stands on no other
        found = LAST_OF_EACH.format(judged=JUDGED_SQL.format(which=which))
        found = f"SELECT * FROM ({found}) AS latest WHERE true" + older.format("")
    else:
        found = JUDGED_SQL.format(which=which + older.format("t."))
    sql = f"""SELECT * FROM ({found}) AS judged
        WHERE {COUNTED[counted]} ORDER BY ended_at DESC, id DESC LIMIT %(limit)s"""
    return _rows(sql, {**_rules(shop), **keys, "limit": limit})


def _which(stretch: Stretch) -> tuple[str, dict[str, Any]]:
    keys: dict[str, Any] = {"begin": stretch.begin, "end": stretch.end}
    if stretch.member_id is None:
        return PERIOD, keys
    return MINE, {**keys, "member": stretch.member_id}


def _figures(shop: Shop, which: str, keys: dict[str, Any]) -> ResponseFigures:
    (row,) = _rows(FIGURES_SQL.format(which=which), {**_rules(shop), **keys})
    return ResponseFigures(
        received=row["received"],
        first=Average(row["first_seconds"], row["first_counted"]),
        average=Average(row["average_seconds"], row["average_counted"]),
        reached=Share(row["hours_reached"], row["hours_counted"]),
        first_reached=Share(row["first_hours_reached"], row["first_hours_counted"]),
        left_out={reason: row[reason] for reason in REASONS if row[reason]},
    )


def _rules(shop: Shop) -> dict[str, Any]:
    values = policies_of(shop.pk)
    cut = shop.business_day_cut
    return {
        "shop": shop.pk,
        "zone": shop.time_zone,
        "cut": f"{cut.hour} hours {cut.minute} minutes",
        **values[rules.COUNTED_HOURS],
        "cap": values[rules.CAP_SECONDS],
        "reached": values[rules.REACHED_SECONDS],
        "first_reached": values[rules.FIRST_REACHED_SECONDS],
    }


def _rows(sql: str, keys: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
