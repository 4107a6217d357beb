"""The queue of a shop: who waits, in which place, and what a buyer is told of it."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from django.db import connection
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.promise import promised_by
from conversations.routing.estimating import minutes_to_wait
from conversations.routing_rules import AUTOMATIC, LEAVE_HOURS, MODE
from helpdesk.accounts.opening_rules import HOLIDAYS, HOURS
from helpdesk.accounts.policies import rule
from helpdesk.kernel.clock import iso
from helpdesk.realtime.shapes import QueueShape
from helpdesk.team.policy_rules import AWAY_SECONDS

MEASURED_MINUTES, MEASURED_MOST = 30, 10

_POLICY = """COALESCE((SELECT value FROM accounts_policy p WHERE p.shop_id = q.shop_id
    AND p.name = %(n{0})s AND p.effective_from <= statement_timestamp()
    ORDER BY p.effective_from DESC, p.id DESC LIMIT 1), %(v{0})s::jsonb)"""

QUEUE_SQL = f"""
WITH shops AS (
    SELECT q.shop_id, {_POLICY.format(0)} AS mode, {_POLICY.format(1)} AS away,
        {_POLICY.format(2)} AS hours, {_POLICY.format(3)}::text AS week,
        {_POLICY.format(4)}::text AS holidays
    FROM unnest(%(shops)s::bigint[]) AS q (shop_id)
), left_it AS (
    SELECT shops.shop_id, count(a.at) AS departures,
        COALESCE(EXTRACT(EPOCH FROM max(a.at) - min(a.at)), 0)::float8 AS seconds
    FROM shops LEFT JOIN LATERAL (
        SELECT at FROM conversations_assignment
        WHERE shop_id = shops.shop_id AND queued_seconds > 0
          AND at > statement_timestamp() - interval '{MEASURED_MINUTES} minutes'
        ORDER BY at DESC LIMIT {MEASURED_MOST}) AS a ON true
    GROUP BY shops.shop_id
), waiting AS (
    SELECT shop_id, conversation_id, opened_at,
        row_number() OVER (PARTITION BY shop_id ORDER BY opened_at, id) - 1 AS ahead
    FROM conversations_chatsession WHERE shop_id = ANY(%(shops)s::bigint[]) AND state = 'waiting'
)
SELECT w.conversation_id, w.opened_at, w.ahead, l.departures, l.seconds, shops.hours,
    shops.week, shops.holidays, shop.time_zone, shop.business_day_cut,
    EXISTS (SELECT FROM team_presence p WHERE p.shop_id = w.shop_id
        AND p.state IN ('accepting', 'busy', 'resting')
        AND p.seen_at > statement_timestamp() - shops.away::int * interval '1 second') AS at_work
FROM shops JOIN left_it l USING (shop_id) JOIN accounts_shop shop ON shop.id = shops.shop_id
JOIN waiting w ON w.shop_id = shops.shop_id
WHERE shops.mode = %(automatic)s::jsonb
  AND (w.conversation_id = ANY(%(only)s::bigint[]) OR w.ahead < %(first)s)
ORDER BY w.shop_id, w.ahead
"""


async def standings_on(
    conn: AsyncConnection[DictRow], shops: Collection[int], *, only: Collection[int]
) -> dict[int, QueueShape]:
    """What those of these conversations of these shops that wait are told, by conversation; one
    query."""
    if not shops:
        return {}
    cursor = await conn.execute(QUEUE_SQL, _values(shops, only=only))
    return {row["conversation_id"]: _queue_shape(row) for row in await cursor.fetchall()}


async def standing_on(
    conn: AsyncConnection[DictRow], *, shop_id: int, conversation_id: int
) -> QueueShape | None:
    """Where one buyer stands; None for one who does not wait."""
    sql = "SELECT state FROM conversations_conversation WHERE shop_id = %s AND id = %s"
    found = await (await conn.execute(sql, (shop_id, conversation_id))).fetchone()
    if found is None or found["state"] != "waiting":
        return None
    return (await standings_on(conn, [shop_id], only=[conversation_id])).get(conversation_id)


def standing_of(shop_id: int, conversation_id: int) -> QueueShape | None:
    """The same for an action."""
    return standings_of(shop_id, [conversation_id]).get(conversation_id)


def standings_of(shop_id: int, conversations: Collection[int]) -> dict[int, QueueShape]:
    """What those of a shop's conversations that wait are told. The rest of the queue is counted
    and costs no more than that."""
    return _found(_values([shop_id], only=conversations))


def head_of_queue(shop_id: int, first: int) -> dict[int, QueueShape]:
    """What the first so many of a shop's queue are told, in its order."""
    return _found(_values([shop_id], first=first))


def _found(values: dict[str, Any]) -> dict[int, QueueShape]:
    with connection.cursor() as cursor:
        cursor.execute(QUEUE_SQL, values)
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["conversation_id"]: _queue_shape(row) for row in rows}


def _queue_shape(row: Mapping[str, Any]) -> QueueShape:
    """A place in the queue while somebody is at work, else the promise of an answer."""
    ahead = row["ahead"]
    if row["at_work"]:
        minutes = minutes_to_wait(ahead=ahead, departures=row["departures"], seconds=row["seconds"])
        return {"mode": "queue", "ahead": ahead, "minutes": minutes, "reply_by": None}
    by = _promised(
        row["opened_at"],
        int(row["hours"]),
        row["week"],
        row["holidays"],
        row["time_zone"],
        row["business_day_cut"],
    )
    return {"mode": "leave", "ahead": ahead, "minutes": None, "reply_by": iso(by)}


@lru_cache(maxsize=4096)
def _promised(
    asked_at: datetime, hours: int, week: str, holidays: str, time_zone: str, cut: time
) -> datetime:
    """Kept, because every heartbeat of the night tells each who waits the same moment again."""
    policies = {HOURS: json.loads(week), HOLIDAYS: json.loads(holidays)}
    clock = {"time_zone": time_zone, "business_day_cut": cut}
    return promised_by(clock, policies, asked_at=asked_at, hours=hours)


def _values(
    shops: Collection[int], *, only: Collection[int] = (), first: int = 0
) -> dict[str, Any]:
    values: dict[str, Any] = {"shops": list(shops), "automatic": json.dumps(AUTOMATIC)}
    values |= {"only": list(only), "first": first}
    for at, name in enumerate((MODE, AWAY_SECONDS, LEAVE_HOURS, HOURS, HOLIDAYS)):
        values[f"n{at}"], values[f"v{at}"] = name, json.dumps(rule(name).preset)
    return values
