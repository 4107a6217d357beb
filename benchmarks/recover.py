"""People who come back: lines that are cut are opened again, what was not answered is sent again.

A process of its own. It talks for a while, whatever `benchmarks/faults.py` breaks meanwhile, then
catches up as a page does and counts what is lost, twice or out of order.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import psycopg
import uvloop
from picows import WSError

from benchmarks.counting import Ledger, judge
from benchmarks.lines import Frame, Line, Refused, buyer_line, desk_line, filled
from benchmarks.load import ROWS_SQL, TEXTS
from benchmarks.servers import answer_job, read_job, say_ready

AWAY = (OSError, WSError, TimeoutError, Refused)
LONG = 4800  # characters beyond the usual, where a reader is slow: buffers fill up
CATCH_UP_SECONDS = 60.0


class Keeper:
    """One person's line, kept open for as long as the run lasts."""

    def __init__(self, open_line: Callable[[], Awaitable[Line]]) -> None:
        self._open = open_line
        self.line: Line | None = None
        self._there = asyncio.Event()
        self._task = asyncio.create_task(self._keep())
        self.comebacks, self.away = -1, 0.0

    async def _keep(self) -> None:
        pause, left = 0.05, time.perf_counter()
        while True:
            with contextlib.suppress(*AWAY):
                line = await self._open()
                self.line = line
                self.comebacks += 1
                if self.comebacks:
                    self.away = max(self.away, time.perf_counter() - left)
                self._there.set()
                pause = 0.05
                await line.gone.wait()
                left = time.perf_counter()
            self._there.clear()
            self.line = None
            await asyncio.sleep(pause * (0.5 + random.random()))
            pause = min(pause * 2, 1.0)

    async def ready(self) -> Line:
        """The line, once it is there."""
        while True:
            if (line := self.line) is not None:
                return line
            await self._there.wait()

    async def insist(self, name: str, **fields: Any) -> Frame:
        """Ask until there is an answer, over as many lines as it takes."""
        while True:
            try:
                return await (await self.ready()).command(name, **fields)
            except AWAY:
                await asyncio.sleep(0.05)

    async def hang_up(self) -> None:
        self._task.cancel()
        if self.line is not None:
            with contextlib.suppress(*AWAY):
                await self.line.close()


class Recovery:
    """The people of one fault."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.threads: list[int] = job["conversations"]
        self.ledgers = {thread: Ledger() for thread in self.threads}
        self.screens: dict[int, list[tuple[int, str]]] = {thread: [] for thread in self.threads}
        tokens, self.buyer_port, self.desk_port = job["tokens"], job["port"], job["desk_port"]
        self.buyers = [self._buyer(token) for token in tokens[: len(self.threads)]]
        self.idle = [self._buyer(token) for token in tokens[len(self.threads) :]]
        self.agents = [self._agent(cookie) for cookie in job["cookies"]]
        self.long = "很" * LONG if job["slow_reader"] else ""

    def _buyer(self, token: str) -> Keeper:
        return Keeper(lambda: buyer_line(self.buyer_port, token))

    def _agent(self, cookie: str) -> Keeper:
        return Keeper(lambda: desk_line(self.desk_port, cookie, self._heard))

    def _heard(self, frame: Frame, _moment: float) -> None:
        """Every agent of the shop hears every entry: a seq that is there already is no news."""
        screen = self.screens.get(frame["conversation"])
        entry = frame["entry"]
        if screen is not None and (entry["seq"], entry["client_id"]) not in screen[-20:]:
            screen.append((entry["seq"], entry["client_id"]))

    async def talk(self, number: int) -> None:
        """One buyer: a message, its acknowledgement, a pause, the next."""
        ledger, buyer = self.ledgers[self.threads[number]], self.buyers[number]
        ends = time.perf_counter() + self.job["seconds"]
        while time.perf_counter() < ends:
            client_id = str(uuid4())
            ledger.sent.append(client_id)
            text = random.choice(TEXTS) + self.long
            await buyer.insist("message.send", client_id=client_id, text=text)
            ledger.acked.add(client_id)
            await asyncio.sleep(random.expovariate(1 / self.job["pause"]))

    async def read_slowly(self) -> dict[str, Any]:
        """An agent whose browser stopped reading: cut, not waited for; then it catches up."""
        line = await desk_line(self.desk_port, self.job["cookies"][0])
        line.transport.underlying_transport.pause_reading()
        await asyncio.sleep(self.job["seconds"])
        line.transport.underlying_transport.resume_reading()
        try:
            async with asyncio.timeout(5):
                await line.gone.wait()
            cut = True
        except TimeoutError:
            cut = False
            await line.close()
        again = await desk_line(self.desk_port, self.job["cookies"][0])
        missing = 0
        for thread, ledger in self.ledgers.items():
            found = await filled(again, 0, conversation=thread)
            missing += len(ledger.acked - {one["client_id"] for one in found})
        await again.close()
        return {"was_cut": cut, "missing_after": missing}

    async def catch_up(self) -> int:
        """What a page does after its digest differed; how many came only now."""
        late = 0
        for number, thread in enumerate(self.threads):
            agent = self.agents[number % len(self.agents)]
            known = {client_id for _, client_id in self.screens[thread]}
            while True:
                try:
                    found = await filled(await agent.ready(), 0, conversation=thread)
                    break
                except AWAY:
                    await asyncio.sleep(0.05)
            fresh = [one for one in found if one["client_id"] not in known]
            self.screens[thread] += [(one["seq"], one["client_id"]) for one in fresh]
            late += len({one["client_id"] for one in fresh} & self.ledgers[thread].acked)
            held = dict(sorted(set(self.screens[thread])))
            twice = len(set(self.screens[thread])) - len(held)
            self.ledgers[thread].seen = [*held.values(), *list(held.values())[:twice]]
        return late

    async def run(self) -> dict[str, Any]:
        """Come in, talk, catch up, count."""
        everybody = [*self.buyers, *self.idle, *self.agents]
        for one in everybody:
            await one.ready()
        say_ready()
        async with asyncio.TaskGroup() as group:
            slow = group.create_task(self.read_slowly()) if self.job["slow_reader"] else None
            for number in range(len(self.buyers)):
                group.create_task(self.talk(number))
        async with asyncio.timeout(CATCH_UP_SECONDS):
            for one in everybody:
                await one.ready()
            late = await self.catch_up()
        stored: dict[int, list[str]] = {}
        with psycopg.connect(self.job["database"]) as conn:
            for thread, client_id in conn.execute(ROWS_SQL, (self.job["shop"], self.threads)):
                stored.setdefault(thread, []).append(client_id)
        answer = {
            **judge(self.ledgers, stored).as_json(),
            "sent": sum(len(ledger.sent) for ledger in self.ledgers.values()),
            "late": late,
            "comebacks": sum(max(0, one.comebacks) for one in everybody),
            "longest_away": round(max(one.away for one in everybody), 2),
        }
        for one in everybody:
            await one.hang_up()
        return answer | (slow.result() if slow is not None else {})


async def _run(job: dict[str, Any]) -> dict[str, Any]:
    return await Recovery(job).run()


if __name__ == "__main__":
    answer_job(uvloop.run(_run(read_job())))
