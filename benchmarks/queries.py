"""The lists of a large shop, asked on the connection and in the way that sockets ask."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import django

django.setup()

import uvloop  # noqa: E402  Django must be set up first
from psycopg import AsyncConnection  # noqa: E402
from psycopg.rows import DictRow, dict_row  # noqa: E402

from benchmarks.arithmetic import percentile  # noqa: E402
from benchmarks.servers import answer_job, read_job  # noqa: E402
from conversations.queries.lists import (  # noqa: E402
    END,
    MINE_SQL,
    NEWEST_SQL,
    list_page,
    shown_rows,
)
from conversations.speaker import Speaker  # noqa: E402

Ask = Callable[[], Awaitable[object]]
ONE_ROW = "SELECT id, last_text FROM conversations_conversation WHERE id = %(id)s"
DEPTH = 0.95
DEEP = """SELECT last_at, id FROM conversations_conversation WHERE shop_id = %s
    ORDER BY last_at DESC, id DESC OFFSET %s LIMIT 1"""


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """p50 in milliseconds of each question, round after round, and the plans' indexes."""
    conn = await AsyncConnection[DictRow].connect(
        job["database"], autocommit=True, prepare_threshold=1, row_factory=dict_row
    )
    shop, member = job["shop"], job["member"]
    deep = await (await conn.execute(DEEP, (shop, int(job["threads"] * DEPTH)))).fetchone()
    assert deep is not None
    agent = Speaker(shop_id=shop, side="agent", member_id=member, name=job["name"])
    first = {"shop": shop, "member": member, "name": agent.name, "moment": END[0], "id": END[1]}
    late = {**first, "moment": deep["last_at"].isoformat(), "id": deep["id"]}

    async def one_row() -> list[DictRow]:
        return await (await conn.execute(ONE_ROW, {"id": late["id"]})).fetchall()

    asks: dict[str, Ask] = {
        "one row": one_row,
        "inbox": lambda: shown_rows(conn, MINE_SQL, first),
        "newest": lambda: shown_rows(conn, NEWEST_SQL, first),
        "deep": lambda: shown_rows(conn, NEWEST_SQL, late),
        "whole answer": lambda: list_page(conn, speaker=agent, tab="mine", cursor=None),
    }
    sizes = {name: len(await asks[name]()) for name in ("inbox", "newest", "deep")}  # type: ignore[arg-type]
    if set(sizes.values()) != {50}:
        raise RuntimeError(f"These pages should be full: {sizes}")
    rounds = []
    for _ in range(job["rounds"]):
        rounds.append({name: await _p50(ask, job["times"]) for name, ask in asks.items()})
    plans = {
        "inbox": await _plan(conn, MINE_SQL, first),
        "deep": await _plan(conn, NEWEST_SQL, late),
    }
    await conn.close()
    return {"rounds": rounds, "plans": plans}


async def _p50(ask: Ask, times: int) -> float:
    for _ in range(5):
        await ask()
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        await ask()
        took.append(time.perf_counter() - begin)
    return round(percentile(took, 0.5) * 1000, 4)


async def _plan(conn: AsyncConnection[DictRow], sql: str, values: dict[str, Any]) -> str:
    """The index that finds the page's rows; RuntimeError when the table is read to its end."""
    found = await (await conn.execute(f"EXPLAIN {sql}", values)).fetchall()
    lines = [str(row["QUERY PLAN"]) for row in found]
    if any("Seq Scan on conversations_conversation" in line for line in lines):
        raise RuntimeError("The list reads the whole table:\n" + "\n".join(lines))
    used = [line for line in lines if "Scan using" in line and "conversations_conversation" in line]
    return used[0].split(" using ")[1].split()[0] if used else "\n".join(lines)


if __name__ == "__main__":
    answer_job(uvloop.run(run(read_job())))
