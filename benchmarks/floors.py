"""What the machine can do at best, by the same clock and the same pacing as the subject.

An echo over a socket and the commit of one row are the two parts of "sent, durable, seen" that no
design gets round; twenty connections that commit at once are the ceiling of one Postgres.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psycopg
import redis.asyncio
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from benchmarks.arithmetic import latency_of
from benchmarks.pacing import pace, poisson, uncollected
from benchmarks.servers import answer_job, read_job

TABLE = "CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, body text NOT NULL)"
ROW = "INSERT INTO bench_floor (body) VALUES (%s)"
WORDS = "你好，这款羽绒服一百七十五厘米穿加大号会不会太长，能不能看一下尺码表"
WRITERS, CEILING_WRITERS = 4, 20
BLOCK = b"\0" * 8192


class Echoed(WSListener):
    """Notes when what was sent comes back; answers come in the order of the sending."""

    def __init__(self) -> None:
        self.due: list[float] = []
        self.took: list[float] = []

    def on_ws_frame(self, _transport: WSTransport, _frame: WSFrame) -> None:
        self.took.append(time.perf_counter() - self.due[len(self.took)])


async def echo(job: dict[str, Any]) -> list[float]:
    """One socket, paced."""
    transport, line = await ws_connect(Echoed, f"ws://127.0.0.1:{job['port']}/")
    assert isinstance(line, Echoed)
    body = WORDS.encode()

    def fire(_number: int, due: float) -> None:
        line.due.append(due)
        transport.send(WSMsgType.TEXT, body)

    moments = poisson(job["rate"], job["warm"] + job["seconds"], job["seed"])
    await pace(moments, fire)
    await _until(lambda: len(line.took) == len(moments))
    transport.disconnect()
    return line.took[_warm(moments, job) :]


async def commit(job: dict[str, Any]) -> list[float]:
    """One row and its commit, paced, over a few connections so that none waits for another."""
    waiting: asyncio.Queue[tuple[int, float]] = asyncio.Queue()
    moments = poisson(job["rate"], job["warm"] + job["seconds"], job["seed"])
    took = [0.0] * len(moments)
    done = 0

    async def write(conn: psycopg.AsyncConnection[Any]) -> None:
        nonlocal done
        while True:
            number, due = await waiting.get()
            await conn.execute(ROW, (WORDS,))
            took[number] = time.perf_counter() - due
            done += 1

    async with _writers(job["database"], WRITERS) as lines:
        tasks = [asyncio.create_task(write(conn)) for conn in lines]
        await pace(moments, lambda number, due: waiting.put_nowait((number, due)))
        await _until(lambda: done == len(moments))
        for task in tasks:
            task.cancel()
    return took[_warm(moments, job) :]


async def ceiling(job: dict[str, Any], *, at_once: bool) -> float:
    """Twenty connections that commit as fast as they can: commits a second.

    ``at_once`` sends row and commit in one round trip; else BEGIN, INSERT and COMMIT go one by
    one, as psycopg does by itself, and as the goal is defined.
    """
    count = 0

    async def write(conn: psycopg.AsyncConnection[Any], begins: float, ends: float) -> None:
        nonlocal count
        while (moment := time.perf_counter()) < ends:
            await conn.execute(ROW, (WORDS,))
            if not at_once:
                await conn.commit()
            count += moment >= begins

    async with _writers(job["database"], CEILING_WRITERS, autocommit=at_once) as lines:
        begins = time.perf_counter() + 0.5
        ends = begins + job["seconds"]
        async with asyncio.TaskGroup() as group:
            for conn in lines:
                group.create_task(write(conn, begins, ends))
    return count / float(job["seconds"])


async def hint(job: dict[str, Any]) -> list[float]:
    """Redis from PUBLISH to the subscriber, one after the other."""
    client = redis.asyncio.Redis.from_url(job["redis"])
    heard = client.pubsub()
    await heard.subscribe("bench")
    await heard.get_message(timeout=5)
    took = []
    for _ in range(300):
        begin = time.perf_counter()
        await client.publish("bench", WORDS)
        while await heard.get_message(ignore_subscribe_messages=True, timeout=5) is None:
            pass
        took.append(time.perf_counter() - begin)
    await heard.aclose()  # type: ignore[no-untyped-call]
    await client.aclose()
    return took


def disk(folder: Path) -> list[float]:
    """8 kB written and synced to where Postgres writes."""
    took = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(200):
            begin = time.perf_counter()
            os.pwrite(file.fileno(), BLOCK, 0)
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - begin)
    return took


class _writers:
    """So many connections as the sockets' pool has them."""

    def __init__(self, database: str, count: int, *, autocommit: bool = True) -> None:
        self._database, self._count, self._autocommit = database, count, autocommit
        self._open: list[psycopg.AsyncConnection[Any]] = []

    async def __aenter__(self) -> list[psycopg.AsyncConnection[Any]]:
        for _ in range(self._count):
            self._open.append(
                await psycopg.AsyncConnection.connect(
                    self._database, autocommit=self._autocommit, prepare_threshold=1
                )
            )
        await self._open[0].execute(TABLE)
        await self._open[0].commit()
        return self._open

    async def __aexit__(self, *_: object) -> None:
        for conn in self._open:
            await conn.close()


def _warm(moments: list[float], job: dict[str, Any]) -> int:
    return sum(1 for moment in moments if moment < job["warm"])


async def _until(ready: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not ready():
            await asyncio.sleep(0.01)


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """The floor that the job names."""
    uncollected()
    cpu, begin = time.process_time(), time.perf_counter()
    if job["floor"] == "ceiling":
        return {
            "per_second": await ceiling(job, at_once=False),
            "at_once": await ceiling(job, at_once=True),
        }
    if job["floor"] == "disk":
        return latency_of(disk(Path(job["folder"]))).as_json()
    floors: dict[str, Callable[[dict[str, Any]], Awaitable[list[float]]]] = {
        "echo": echo,
        "commit": commit,
        "hint": hint,
    }
    took = await floors[job["floor"]](job)
    used = (time.process_time() - cpu) / (time.perf_counter() - begin)
    return {**latency_of(took).as_json(), "client_cpu": round(used, 3)}


if __name__ == "__main__":
    answer_job(uvloop.run(run(read_job())))
