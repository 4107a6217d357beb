"""Breaks the running demo on purpose: the serving process twice, Redis for ten seconds."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path

REDIS_SECONDS = 10.0


class Chaos:
    """At a third and two thirds of the messages the serving process is killed with -9; halfway
    Redis is stopped for ten seconds. The demo's supervisor brings them back."""

    def __init__(self, folder: Path, total: int) -> None:
        self._run = folder / "run"
        self._plan = [(total // 3, "web"), (total // 2, "redis"), (total * 2 // 3, "web")]
        self._tasks: set[asyncio.Task[None]] = set()
        self.done: list[str] = []

    def at(self, acknowledged: int) -> None:
        """Called with the number of messages so far."""
        while self._plan and acknowledged >= self._plan[0][0]:
            _, name = self._plan.pop(0)
            self.done.append(name)
            if name == "web":
                os.kill(self._pid("web"), signal.SIGKILL)
            else:
                task = asyncio.create_task(self._stop_redis())
                self._tasks.add(task)

    async def finish(self) -> None:
        """Wait until Redis may run again."""
        await asyncio.gather(*self._tasks)

    def _pid(self, name: str) -> int:
        return int((self._run / f"{name}.pid").read_text())

    async def _stop_redis(self) -> None:
        hold = self._run / "hold-redis"
        hold.touch()
        try:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid("redis"), signal.SIGTERM)
            await asyncio.sleep(REDIS_SECONDS)
        finally:
            hold.unlink(missing_ok=True)
