"""What only the servers know: who waits, what is owed, how Postgres and Redis are.

Asked at most once in five seconds by a process, however often somebody reads `/metrics`.
"""

import time
from dataclasses import dataclass, field
from threading import Lock

import redis
from django.conf import settings
from django.db import Error, connection

from conversations.queries.waiting_everywhere import waiting_everywhere
from helpdesk.accounts.queries.health import service_ages
from helpdesk.integrations.queries.backlog import backlog

FRESH = 5.0

TASK_QUEUE = "celery"
"""Celery's own name of the list in which tasks wait."""

DATABASE_SQL = """
SELECT
    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
    current_setting('max_connections')::int,
    pg_database_size(current_database()),
    (SELECT extract(epoch FROM max(clock_timestamp() - xact_start))::float8
     FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())
"""

_lock = Lock()
_known: "Installation | None" = None
_known_at = 0.0


@dataclass(frozen=True, slots=True)
class Installation:
    """Figures that belong to no process."""

    values: list[tuple[tuple[str, ...], float]]
    times: list[tuple[tuple[str, ...], list[float]]] = field(default_factory=list)
    kind: str = ""
    process: str = ""


def installation_figures() -> Installation:
    """Never raises: a server that is away is a figure too."""
    global _known, _known_at
    with _lock:
        if _known is None or time.monotonic() - _known_at > FRESH:
            figures = {**_of_postgres(), **_of_redis()}
            _known, _known_at = Installation(list(figures.items())), time.monotonic()
        return _known


def _of_postgres() -> dict[tuple[str, ...], float]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(DATABASE_SQL)
            connected, limit, size, oldest = cursor.fetchone()
        ages = service_ages()
        owed = {**waiting_everywhere(), **backlog()}
    except Error:
        return {("database_up",): 0.0}
    return {
        ("database_up",): 1.0,
        ("database_connections",): float(connected),
        ("database_limit",): float(limit),
        ("database_bytes",): float(size),
        ("database_oldest",): oldest or 0.0,
        **{("service_age", name): age for name, age in ages.items() if age is not None},
        **owed,
    }


def _of_redis() -> dict[tuple[str, ...], float]:
    began = time.perf_counter()
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
        ) as client:
            client.ping()
            took = time.perf_counter() - began
            waiting = float(client.llen(TASK_QUEUE))
    except (redis.RedisError, OSError):
        return {("redis_up",): 0.0}
    return {("redis_up",): 1.0, ("redis_seconds",): took, ("queue",): waiting}
