"""The sockets' own way to Postgres: psycopg's async pool, autocommit, statements prepared.

What comes all day long has lanes of its own. Everything else uses Django's connections. A consumer
that needs the ORM runs an action in one of a few threads, each of which keeps its connection.
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import translation
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

P = ParamSpec("P")
T = TypeVar("T")


class Pool(AsyncConnectionPool[AsyncConnection[DictRow]]):
    """psycopg's, whose connections commit each statement by themselves: there is nothing to
    commit when one is given back, and asking costs a statement a tenth of its way."""

    @asynccontextmanager
    async def connection(
        self, timeout: float | None = None
    ) -> AsyncIterator[AsyncConnection[DictRow]]:
        conn = await self.getconn(timeout)
        try:
            yield conn
        finally:
            await self.putconn(conn)


LANES = 2
"""Connections that always do the same work. A pool hands out the one that has rested longest, whose
process in Postgres has the coldest caches: the statement that stores a message took a fifth longer
so (docs/decisions/0062)."""

THREADS = 4
"""Actions that may run at the same time for this process's sockets."""

PATIENCE = 5.0
"""Seconds that a socket's command waits for a free connection."""

_pool: Pool | None = None
_lanes: tuple[Pool, ...] = ()
_threads: ThreadPoolExecutor | None = None


class PoolClosed(RuntimeError):
    """A socket asked for the database before `open_pool` or after `close_pool`."""


def _connect_options() -> dict[str, Any]:
    known = connections["default"].settings_dict
    options = {
        "dbname": known["NAME"],
        "user": known["USER"],
        "password": known["PASSWORD"],
        "host": known["HOST"],
        "port": known["PORT"],
    }
    return {name: str(value) for name, value in options.items() if value}


def _pool_of(name: str, *, least: int, most: int) -> Pool:
    return Pool(
        kwargs={
            **_connect_options(),
            "autocommit": True,
            "prepare_threshold": 1,
            "row_factory": dict_row,
            "application_name": f"helpdesk-{name}",
            "connect_timeout": 5,
        },
        connection_class=AsyncConnection[DictRow],
        min_size=least,
        max_size=most,
        timeout=PATIENCE,
        reconnect_timeout=0,
        open=False,
        check=None,
        name=name,
    )


async def open_pool() -> Pool:
    """Open the pool and the lanes of this process; they come back by themselves after Postgres was
    away."""
    global _pool, _lanes, _threads
    _pool = _pool_of("sockets", least=2, most=settings.SOCKET_POOL_SIZE)
    _lanes = tuple(_pool_of(f"lane-{number}", least=1, most=1) for number in range(LANES))
    for one in (_pool, *_lanes):
        await one.open()
    _threads = ThreadPoolExecutor(THREADS, thread_name_prefix="socket-action")
    return _pool


async def close_pool() -> None:
    """Close connections and threads."""
    global _pool, _lanes, _threads
    for one in (_pool, *_lanes):
        if one is not None:
            await one.close()
    if _threads is not None:
        _threads.shutdown(wait=True, cancel_futures=True)
    _pool, _lanes, _threads = None, (), None


def pool() -> Pool:
    """The process's open pool, or PoolClosed."""
    if _pool is None:
        raise PoolClosed("open_pool() has not been called in this process")
    return _pool


def lane(number: int) -> Pool:
    """A pool of one connection, for what comes all the time: 0 to LANES - 1, or PoolClosed. Who
    always takes the lowest free number keeps its caches warm."""
    if not _lanes:
        raise PoolClosed("open_pool() has not been called in this process")
    return _lanes[number]


def is_open() -> bool:
    """Whether this process has the pool: only those that serve sockets do."""
    return _pool is not None


async def in_thread(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run an action that uses Django's connections, away from the loop, in the language that is
    active where it is called."""
    if _threads is None:
        raise PoolClosed("open_pool() has not been called in this process")
    loop = asyncio.get_running_loop()
    language = translation.get_language()
    work = functools.partial(_with_fresh_connection, language, action, *args, **kwargs)
    return await loop.run_in_executor(_threads, work)


def _with_fresh_connection(
    language: str | None, action: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    close_old_connections()
    try:
        with translation.override(language):  # a thread knows nothing of its caller's
            return action(*args, **kwargs)
    finally:
        close_old_connections()
