"""THE catalogue of what is measured: one line for each measure that `/metrics` shows.

Code counts under the short name (`counters.py`); the long one is what a graph or an alarm names.
Labels take few values, all of our own making: never a shop, a person or anything somebody typed.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["counter", "histogram", "gauge"]

QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
PAGES = (0.025, 0.1, 0.25, 1.0, 5.0)
LONG = (0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 300.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. ``labels`` are those that the code fills in, besides kind and process."""

    name: str
    kind: Kind
    meaning: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()


def _total(name: str, meaning: str, *labels: str) -> Measure:
    return Measure(f"helpdesk_{name}_total", "counter", meaning, labels)


def _seconds(name: str, bounds: tuple[float, ...], meaning: str, *labels: str) -> Measure:
    return Measure(f"helpdesk_{name}_seconds", "histogram", meaning, labels, bounds)


def _now(name: str, meaning: str, *labels: str) -> Measure:
    return Measure(f"helpdesk_{name}", "gauge", meaning, labels)


MEASURES: dict[str, Measure] = {
    # --- messages and sockets --------------------------------------------------------------
    "message_stored": _total("messages_stored", "Messages, cards and files stored", "side", "lane"),
    "message_again": _total("messages_again", "Resends answered with the first row", "side"),
    "message": _seconds("message_store", QUICK, "From command to commit of a message", "side"),
    "command": _seconds("command", QUICK, "Commands of sockets answered", "command"),
    "refused": _total("commands_refused", "Commands refused with a sentence", "code"),
    "command_failed": _total("commands_failed", "Commands that ended in an error of ours"),
    "database_away": _total("database_away", "Commands told to try again: no database"),
    "socket_opened": _total("sockets_opened", "Sockets accepted", "socket"),
    "socket_ended": _total("sockets_ended", "Sockets closed by us", "socket", "code"),
    "socket_overflow": _total("socket_overflows", "Sockets cut because they fell 1,000 behind"),
    "sockets": _now("sockets_open", "Sockets that hear events now", "socket"),
    "outbox": _now("socket_longest_queue", "Frames that wait for the slowest socket"),
    # --- between processes -----------------------------------------------------------------
    "publish": _total("publish", "Announcements to other processes", "outcome"),
    "publish_queue": _now("publish_queue", "Announcements that wait for Redis"),
    "redis_lost": _total("redis_lost", "Times that a process lost Redis"),
    "parcel_unreadable": _total("parcels_unreadable", "Announcements that could not be read"),
    "followup_sweep": _total("followup_sweep", "Reminders, duties swept", "row", "outcome"),
    "pulse": _seconds("heartbeat", LONG, "Rounds of heartbeats", "outcome"),
    "calls_counted_here": _total("calls_counted_here", "API calls counted without Redis"),
    # --- pages, tasks, webhooks --------------------------------------------------------------
    "page": _seconds("http", PAGES, "Requests answered", "route", "status"),
    "task": _seconds("task", LONG, "Background tasks done", "task", "state"),
    "webhook": _total("webhooks", "Attempts to deliver a webhook", "outcome"),
    "webhook_nudge": _total("webhook_nudges", "Wake-ups of the worker for a webhook", "outcome"),
    "case_told": _total("cases_told", "Words to buyers about their cases", "outcome"),
    "case_deadline": _total("case_deadlines", "Ends of deadlines of cases", "outcome"),
    "case_mended": _total("cases_mended", "Cases whose follow-ups a check put right"),
    "refund": _total("refunds", "Tries to pay a refund", "outcome"),
    # --- a process ---------------------------------------------------------------------------
    "build": _now("build_info", "What runs; always 1", "version", "python", "django"),
    "memory": _now("process_memory_bytes", "Memory that the process holds"),
    "cpu": Measure("helpdesk_process_cpu_seconds_total", "counter", "Processor time used"),
    "threads": _now("process_threads", "Threads of the process"),
    "files": _now("process_open_files", "Files and sockets that the process has open"),
    "started": _now("process_start_time_seconds", "When it began to count, Unix time"),
    "pool": _now("pool_connections", "Connections of the sockets' pool", "state"),
    "pool_waiting": _now("pool_waiting", "Commands that wait for a connection"),
    "pool_asked": _total("pool_requests", "Connections asked of the pool"),
    "pool_queued": _total("pool_queued", "Of these, that had to wait"),
    "pool_waited": Measure("helpdesk_pool_wait_seconds_total", "counter", "Time spent waiting"),
    "pool_refused": _total("pool_refused", "Connections not given in time"),
    # --- the installation, asked of Postgres and Redis -----------------------------------------
    "database_up": _now("database_up", "1 when Postgres answers"),
    "database_connections": _now("database_connections", "Connections to the database"),
    "database_limit": _now("database_connections_limit", "max_connections of Postgres"),
    "database_bytes": _now("database_bytes", "Size of the database on disk"),
    "database_oldest": _now("database_oldest_transaction_seconds", "Age of the oldest transaction"),
    "redis_up": _now("redis_up", "1 when Redis answers"),
    "redis_seconds": _now("redis_ping_seconds", "How long Redis took to answer"),
    "queue": _now("task_queue", "Tasks that wait for a worker"),
    "service_age": _now("service_age_seconds", "Since the last sign of life", "service"),
    "waiting": _now("chats_waiting", "Chats that wait", "for"),
    "wait": _now("chats_longest_wait_seconds", "The longest of these waits", "for"),
    "overdue": _now("overdue_seconds", "How late the oldest owed work is", "work"),
    "backlog": _now("webhook_backlog", "Webhooks not yet delivered", "endpoint"),
}
