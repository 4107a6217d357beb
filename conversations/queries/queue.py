"""The queue of a shop: who waits, in which place, and what a buyer is told of it."""

import json
from collections.abc import Collection, Mapping
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
        {_POLICY.format(2)} AS hours, {_POLICY.format(3)} AS week, {_POLICY.format(4)} AS holidays
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
)
SELECT s.shop_id, s.conversation_id, s.opened_at, l.departures, l.seconds, shops.hours,
    shops.week, shops.holidays, shop.time_zone, shop.business_day_cut, s.ahead,
    EXISTS (SELECT FROM team_presence p WHERE p.shop_id = s.shop_id
        AND p.state IN ('accepting', 'busy', 'resting')
        AND p.seen_at > statement_timestamp() - shops.away::int * interval '1 second') AS at_work
FROM shops JOIN left_it l USING (shop_id) JOIN accounts_shop shop ON shop.id = shops.shop_id
JOIN (
    SELECT shop_id, conversation_id, opened_at,
        row_number() OVER (PARTITION BY shop_id ORDER BY opened_at, id) - 1 AS ahead
    FROM conversations_chatsession
    WHERE shop_id = ANY(%(shops)s::bigint[]) AND state = 'waiting'
) AS s ON s.shop_id = shops.shop_id
WHERE shops.mode = %(automatic)s::jsonb
  AND (%(among)s::bigint[] IS NULL OR s.conversation_id = ANY(%(among)s::bigint[]))
ORDER BY s.shop_id, s.ahead LIMIT %(most)s
"""
"""Everybody is counted, by Postgres; what is said is made for those who are told it alone: a night
leaves thousands waiting, and each that comes would pay for all who came before."""


async def standings_on(
    conn: AsyncConnection[DictRow], shops: Collection[int], *, among: Collection[int]
) -> dict[int, QueueShape]:
    """What those of ``among`` who wait in these shops are told, by conversation; one query."""
    if not shops:
        return {}
    cursor = await conn.execute(QUEUE_SQL, _values(shops, among))
    return {row["conversation_id"]: queue_shape(row) for row in await cursor.fetchall()}


async def standing_on(
    conn: AsyncConnection[DictRow], *, shop_id: int, conversation_id: int
) -> QueueShape | None:
    """Where one buyer stands; None for one who does not wait."""
    sql = "SELECT state FROM conversations_conversation WHERE shop_id = %s AND id = %s"
    found = await (await conn.execute(sql, (shop_id, conversation_id))).fetchone()
    if found is None or found["state"] != "waiting":
        return None
    standings = await standings_on(conn, [shop_id], among=[conversation_id])
    return standings.get(conversation_id)


def standings_of(
    shop_id: int, *, among: Collection[int] | None = None, most: int | None = None
) -> dict[int, QueueShape]:
    """The same for an action, whoever came first on top: of these, or the first so many."""
    with connection.cursor() as cursor:
        cursor.execute(QUEUE_SQL, _values([shop_id], among, most))
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["conversation_id"]: queue_shape(row) for row in rows}


def queue_shape(row: Mapping[str, Any]) -> QueueShape:
    """A place in the queue while somebody is at work, else the promise of an answer."""
    ahead, opened_at = row["ahead"], row["opened_at"]
    if row["at_work"]:
        minutes = minutes_to_wait(ahead=ahead, departures=row["departures"], seconds=row["seconds"])
        return {"mode": "queue", "ahead": ahead, "minutes": minutes, "reply_by": None}
    policies = {HOURS: _value(row["week"]), HOLIDAYS: _value(row["holidays"])}
    by = promised_by(row, policies, asked_at=opened_at, hours=int(row["hours"]))
    return {"mode": "leave", "ahead": ahead, "minutes": None, "reply_by": iso(by)}


def _values(
    shops: Collection[int], among: Collection[int] | None, most: int | None = None
) -> dict[str, Any]:
    values: dict[str, Any] = {"shops": list(shops), "automatic": json.dumps(AUTOMATIC)}
    values |= {"among": None if among is None else list(among), "most": most}
    for at, name in enumerate((MODE, AWAY_SECONDS, LEAVE_HOURS, HOURS, HOLIDAYS)):
        values[f"n{at}"], values[f"v{at}"] = name, json.dumps(rule(name).preset)
    return values


def _value(stored: Any) -> Any:
    """Django's cursor gives JSON as text, the sockets' one as values."""
    return json.loads(stored) if isinstance(stored, str) else stored
