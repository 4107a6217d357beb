"""One process's figures at one moment, in a form that travels."""

import json
import os
import platform
import socket
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

import django

from helpdesk import VERSION
from helpdesk.kernel import database
from helpdesk.realtime import counters
from helpdesk.realtime import hub as hubs

Value = tuple[tuple[str, ...], float]
"""The short name of a measure with the values of its labels, and what it stands at."""

Times = tuple[tuple[str, ...], list[float]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one process has counted since it started, and how it is now."""

    kind: str
    """web, sockets, worker or beat."""
    process: str
    values: list[Value] = field(default_factory=list)
    times: list[Times] = field(default_factory=list)

    def to_json(self) -> str:
        """The form that Redis carries."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The snapshot again; raises ValueError, KeyError or TypeError on anything else."""
        body = json.loads(text)
        return cls(
            kind=str(body["kind"]),
            process=str(body["process"]),
            values=[(tuple(key), float(value)) for key, value in body["values"]],
            times=[(tuple(key), list(row)) for key, row in body["times"]],
        )


def take(kind: str) -> Snapshot:
    """This process's figures; no question to any server."""
    return Snapshot(
        kind=kind,
        process=f"{kind}-{socket.gethostname()}-{os.getpid()}",
        values=[*counters.counts().items(), *_process(), *_sockets(), *_pool()],
        times=list(counters.times().items()),
    )


def _process() -> list[Value]:
    """From /proc, where there is one."""
    cpu = time.process_time()
    found: list[Value] = [
        (("build", VERSION, platform.python_version(), django.get_version()), 1.0),
        (("cpu",), cpu),
        (("threads",), float(threading.active_count())),
        (("started",), counters.since()),
    ]
    own = Path("/proc/self")
    if own.exists():
        pages = int((own / "statm").read_text().split()[1])
        found.append((("memory",), pages * 4096.0))
        found.append((("files",), float(sum(1 for _ in (own / "fd").iterdir()))))
    return found


def _sockets() -> list[Value]:
    hub = hubs.running()
    if hub is None:
        return []
    # We are in another thread than the hub: copies taken at once, nothing walked that may grow.
    desks, chats = list(hub.by_shop.values()), list(hub.by_thread.values())
    longest = (len(one.outbox) for group in (*desks, *chats) for one in tuple(group))
    return [
        (("sockets", "desk"), float(sum(map(len, desks)))),
        (("sockets", "chat"), float(sum(map(len, chats)))),
        (("outbox",), float(max(longest, default=0))),
        (("publish_queue",), float(hub.unpublished)),
    ]


def _pool() -> list[Value]:
    if not database.is_open():
        return []
    stats = database.pool().get_stats()
    free = stats.get("pool_available", 0)
    return [
        (("pool", "busy"), float(stats.get("pool_size", 0) - free)),
        (("pool", "free"), float(free)),
        (("pool_waiting",), float(stats.get("requests_waiting", 0))),
        (("pool_asked",), float(stats.get("requests_num", 0))),
        (("pool_queued",), float(stats.get("requests_queued", 0))),
        (("pool_waited",), stats.get("requests_wait_ms", 0) / 1000),
        (("pool_refused",), float(stats.get("requests_errors", 0))),
    ]
