"""Many sockets that say nothing: buyers who are signed in and get heartbeats, or bare ones."""

import asyncio
import time
from typing import Any

import uvloop
from picows import WSListener, ws_connect

from benchmarks.lines import buyer_line
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.servers import answer_job, read_job

AT_ONCE = 40


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """Bytes a socket in the serving process, connects a second, its processor while all idle."""
    port, pid, count = job["port"], job["pid"], job["count"]
    tokens = job["tokens"] or [""] * count
    gate = asyncio.Semaphore(AT_ONCE)
    kept: list[object] = []

    async def come(token: str) -> None:
        async with gate:
            if token:
                kept.append(await buyer_line(port, token))
            else:
                kept.append(await ws_connect(WSListener, f"ws://127.0.0.1:{port}/"))

    async def wave(some: list[str]) -> None:
        async with asyncio.TaskGroup() as group:
            for token in some:
                group.create_task(come(token))

    # The first ones pay for what a process keeps anyway: pools, caches, buffers.
    warm = count // 10
    await wave(tokens[:warm])
    await asyncio.sleep(1)
    before, begin = resident_bytes(pid), time.perf_counter()
    await wave(tokens[warm:count])
    took = time.perf_counter() - begin
    await asyncio.sleep(2)
    grown = resident_bytes(pid) - before
    cpu, begin = cpu_seconds(pid), time.perf_counter()
    await asyncio.sleep(job["seconds"])
    idle = (cpu_seconds(pid) - cpu) / (time.perf_counter() - begin)
    return {
        "bytes_each": grown / (count - warm),
        "connects_per_second": round((count - warm) / took, 1),
        "idle_cpu": round(idle, 4),
        "kept": len(kept),
    }


if __name__ == "__main__":
    answer_job(uvloop.run(run(read_job())))
