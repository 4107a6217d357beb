"""Heartbeats: what every socket of this process should have, told every few seconds.

One query for all subscribed threads, one for each shop with open desks, one for who may still
be here. A frame leaves when it says something new, and at least every 20 s. An entry that this
process has sent to a buyer's socket is nothing new there.
"""

import asyncio
import time
from dataclasses import replace
from operator import itemgetter

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.actions.sweeping import sweep
from conversations.actions.watching import tell_watching
from conversations.queries.notes import unseen_mentions
from conversations.queries.queue import standings_on
from conversations.queries.rows import (
    OWNER_NAME,
    POSITION_COLUMNS,
    ROW_JOINS,
    Record,
    positions_shape,
    session_shape,
)
from helpdesk.accounts.queries.socket_member import SocketClaim, no_longer_valid
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.database import in_thread, pool
from helpdesk.kernel.json_text import encode
from helpdesk.realtime.events import DeskHeartbeat, ThreadHeartbeat, session_for_buyer
from helpdesk.realtime.hub import Hub
from helpdesk.realtime.listener import Listener
from helpdesk.realtime.shapes import DigestShape, QueueShape
from helpdesk.team.actions.arriving import still_here

QUIET_SECONDS = 20.0
READ, TOLD = 32, 8
"""So many are read or told in one go; then the loop has a turn. Five hundred buyers in one go kept
messages waiting for 40 ms, every four seconds; a message on its way needs four turns, and told 32
to a turn it came 12 ms late."""

HEADS_SQL = f"""SELECT c.id, c.state, c.session_number, c.owner_id, {OWNER_NAME} AS owner_name,
        c.last_seq, c.note_count, {POSITION_COLUMNS}
    FROM conversations_conversation c {ROW_JOINS} WHERE c.id = ANY(%(threads)s)"""

DESKS_SQL = """
SELECT shop_id,
    count(*) FILTER (WHERE unanswered_since IS NOT NULL AND snoozed_until IS NULL) AS waiting,
    COALESCE(sum(version), 0) AS checksum
FROM conversations_conversation
WHERE shop_id = ANY(%(shops)s) AND state <> 'finished' GROUP BY shop_id"""

MINE_SQL = """
SELECT owner_id, count(*) AS mine FROM conversations_conversation
WHERE shop_id = ANY(%(shops)s) AND state = 'active' GROUP BY owner_id"""

TOTAL_SQL = """
SELECT s.id AS shop_id, (SELECT count(*) FROM (SELECT FROM conversations_conversation a
    WHERE a.shop_id = s.id AND a.last_seq > 0 LIMIT 1000) AS counted) AS total
FROM accounts_shop s WHERE s.id = ANY(%(shops)s)"""


_said_to_buyer = itemgetter(
    "session_number",
    "state",
    "owner_id",
    "owner_name",
    "buyer_delivered",
    "buyer_read",
    "shop_delivered",
    "shop_read",
)


async def pulse(hub: Hub) -> None:
    """One round of heartbeats for all sockets of the process."""
    desks = [listener for group in hub.by_shop.values() for listener in group]
    buyers = [listener for group in hub.by_thread.values() for listener in group]
    if not desks and not buyers:
        return
    async with pool().connection() as conn:
        await _close_those_gone(conn, desks)
        heads = await _heads(conn, desks, buyers)
        digests = await _digests(conn, desks)
        waiting = _who_wait(buyers, heads)
        standings = await standings_on(conn, set(waiting.values()), only=waiting)
        await still_here(conn, {one.membership_id for one in desks if one.membership_id})
        unseen = await unseen_mentions(
            conn,
            shops={desk.shop_id for desk in desks},
            members={desk.membership_id or 0 for desk in desks},
        )
    for number, listener in enumerate(buyers, 1):
        record = heads.get(listener.conversation or 0)
        if record is not None:
            _beat_buyer(listener, record, standings.get(record["id"]))
        if number % TOLD == 0:
            await asyncio.sleep(0)
    for listener in desks:
        mentions = unseen.get(listener.membership_id or 0, 0)
        _beat_desk(listener, heads.get(listener.watched or 0), digests, mentions)
    tell_watching(hub)
    await in_thread(sweep)


def _who_wait(buyers: list[Listener], heads: dict[int, Record]) -> dict[int, int]:
    """The conversations of those buyers who wait for somebody to be free, each with its shop."""
    return {
        one.conversation: one.shop_id
        for one in buyers
        if one.conversation is not None
        and one.conversation in heads
        and heads[one.conversation]["state"] == "waiting"
    }


async def _close_those_gone(conn: AsyncConnection[DictRow], desks: list[Listener]) -> None:
    gone = await no_longer_valid(conn, [_claim(listener) for listener in desks])
    for listener in desks:
        code = gone.get(_claim(listener))
        if code is not None:
            listener.cut(code)


def _claim(listener: Listener) -> SocketClaim:
    return (
        listener.membership_id or 0,
        listener.auth_version,
        listener.session_key or "",
        listener.role,
    )


async def _heads(
    conn: AsyncConnection[DictRow], desks: list[Listener], buyers: list[Listener]
) -> dict[int, Record]:
    threads = {one.conversation for one in buyers} | {one.watched for one in desks}
    wanted = [thread for thread in threads if thread is not None]
    heads: dict[int, Record] = {}
    for begin in range(0, len(wanted), READ):
        cursor = await conn.execute(HEADS_SQL, {"threads": wanted[begin : begin + READ]})
        heads.update((record["id"], record) for record in await cursor.fetchall())
    return heads


async def _digests(
    conn: AsyncConnection[DictRow], desks: list[Listener]
) -> dict[tuple[int, int], DigestShape]:
    keys = {"shops": list({listener.shop_id for listener in desks})}
    if not desks:
        return {}
    shops = {r["shop_id"]: r for r in await (await conn.execute(DESKS_SQL, keys)).fetchall()}
    totals = {
        r["shop_id"]: r["total"] for r in await (await conn.execute(TOTAL_SQL, keys)).fetchall()
    }
    mine = {r["owner_id"]: r["mine"] for r in await (await conn.execute(MINE_SQL, keys)).fetchall()}
    digests: dict[tuple[int, int], DigestShape] = {}
    for one in desks:
        shop = shops.get(one.shop_id, {"waiting": 0, "checksum": 0})
        digests[one.shop_id, one.membership_id or 0] = {
            "waiting": shop["waiting"],
            "mine": mine.get(one.membership_id, 0),
            "all": totals.get(one.shop_id, 0),
            "checksum": str(shop["checksum"]),
        }
    return digests


def _beat_buyer(listener: Listener, record: Record, queue: QueueShape | None) -> None:
    is_news = _is_news(listener, (_said_to_buyer(record), queue))
    if not is_news and record["last_seq"] <= listener.last:
        return
    listener.last_beat = time.monotonic()
    listener.last = max(listener.last, record["last_seq"])
    session = session_shape(record)
    beat = ThreadHeartbeat(
        server_time=iso(now()),
        last=record["last_seq"],
        session=session_for_buyer(session) if session else None,
        positions=positions_shape(record),
        queue=queue,
    )
    listener.offer((encode(beat.as_json()),))


def _beat_desk(
    listener: Listener,
    record: Record | None,
    digests: dict[tuple[int, int], DigestShape],
    mentions: int,
) -> None:
    mine = record if record is not None and record["id"] == listener.watched else None
    beat = DeskHeartbeat(
        server_time="",
        digest=digests[listener.shop_id, listener.membership_id or 0],
        conversation=listener.watched if mine else None,
        last=mine["last_seq"] if mine else 0,
        positions=positions_shape(mine) if mine else None,
        notes=mine["note_count"] if mine else 0,
        mentions=mentions,
    )
    if _is_news(listener, beat):
        listener.offer((encode(replace(beat, server_time=iso(now())).as_json()),))


def _is_news(listener: Listener, said: object) -> bool:
    """Whether it says something else than the last time, or that is a while ago."""
    moment = time.monotonic()
    if said == listener.last_said and moment < listener.last_beat + QUIET_SECONDS:
        return False
    listener.last_beat, listener.last_said = moment, said
    return True
