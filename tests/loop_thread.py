"""An event loop in a thread of its own, for servers beside a test."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

PATIENCE = 10.0
"""Seconds that anything asked of the loop may take."""


class LoopThread:
    """Started once, stopped once."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Run it there; it is done when this returns."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def stop(self) -> None:
        """Whatever has a task there ends it before."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


async def finish(server: asyncio.Server, tasks: set[asyncio.Task[None]]) -> None:
    """No new connections, and none of the old ones goes on."""
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
