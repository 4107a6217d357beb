"""The product in processes of its own, on servers of its own, so that a test may break it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from helpdesk.embedded.burial import Burial
from helpdesk.embedded.health import answers
from helpdesk.embedded.servers import ThrowawayServers, throwaway
from tests import tables
from tests.faults.balance import Balance
from tests.faults.processes import ROOT, Keeper, Kept
from tests.faults.replaying import Replay

PATIENCE = 90.0
"""Seconds that anything may take on a slow machine; what waits, waits for a condition."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], Any], *, patience: float = PATIENCE, told: str = "") -> Any:
    """What it gives once that is true."""
    end = time.monotonic() + patience
    while not (given := what()):
        assert time.monotonic() < end, told or getattr(what, "__name__", "not in time")
        time.sleep(0.05)
    return given


class Stack:
    """Postgres, Redis, serving processes behind a balance, workers and beats. Whatever dies is
    started again, unless it is held down."""

    def __init__(
        self,
        servers: ThrowawayServers,
        folder: Path,
        *,
        webs: int = 1,
        workers: int = 0,
        beats: int = 0,
        settings: str = "helpdesk.settings",
        **more: str,
    ) -> None:
        self.servers, self.folder = servers, folder
        self.env = {
            **os.environ,
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "SECRET_KEY": secrets.token_urlsafe(40),
            "PERSONAL_DATA_KEYS": secrets.token_hex(32),
            "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": settings,
            "STATIC_ROOT": str(folder / "static"),
            "MEDIA_ROOT": str(folder / "media"),
            "WEBHOOKS_TO_LOOPBACK": "1",
            **more,
        }
        self._burial = Burial(grace=0)
        self.ports = [free_port() for _ in range(webs)]
        self.webs = [self._kept(f"web{at}", _web(port)) for at, port in enumerate(self.ports)]
        self.workers = [self._kept(f"worker{at}", _worker(at)) for at in range(workers)]
        self.beats = [self._kept(f"beat{at}", _beat(folder, at)) for at in range(beats)]
        self.balance = Balance(self.ports)
        self._everybody = [*self.webs, *self.workers, *self.beats]
        self._keeper = Keeper(self._everybody, self._burial)

    @property
    def url(self) -> str:
        return self.balance.url

    @property
    def deaths(self) -> int:
        """How often a serving process died."""
        return sum(web.deaths for web in self.webs)

    def manage(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """A management command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *argv],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def python(self, script: str) -> str:
        """What a script prints that runs inside the product."""
        made = self.manage("shell", "-v0", "-c", script)
        assert made.returncode == 0, made.stderr
        return made.stdout

    def rows(self, sql: str, values: object = ()) -> list[tuple[Any, ...]]:
        """Asked of Postgres past the product."""
        with psycopg.connect(self.servers.database_url) as conn:
            return conn.execute(sql, values).fetchall()

    def change(self, sql: str, values: object = ()) -> None:
        with psycopg.connect(self.servers.database_url) as conn:
            conn.execute(sql, values)

    def replay(self, file: Path, *, speed: float, desk_url: str = "", url: str = "") -> Replay:
        """Dialogues played beside the test."""
        args = ["--url", url or self.url, *(["--desk-url", desk_url] if desk_url else [])]
        return Replay(file, self.env, self.servers.database_url, speed=speed, args=args)

    def start(self) -> None:
        self.balance.start()
        self._keeper.start()
        self.wait_until_up()

    def wait_until_up(self) -> None:
        """Until every serving process answers."""
        for port in self.ports:
            until(lambda port=port: answers(port), told=f"nobody serves on {port}")

    def crash_postgres(self) -> None:
        """kill -9 of one of its backends: it drops every connection and recovers."""
        with psycopg.connect(self.servers.database_url, autocommit=True) as conn:
            os.kill(conn.info.backend_pid, signal.SIGKILL)

    def move_clock(self, seconds: float) -> None:
        """By how much the clock is wrong from now on, under `moving_clock`."""
        fresh = self.folder / "clock.new"
        fresh.write_text(str(seconds))
        fresh.rename(self.env["CLOCK_FILE"])

    def mend(self) -> None:
        """Everything up, and the clock right."""
        if "CLOCK_FILE" in self.env:
            self.move_clock(0)
        for server in (self.servers.postgres, self.servers.redis):
            server.start()
        for one in self._everybody:
            one.release()
        self.wait_until_up()

    def kill_web(self, number: int = 0) -> None:
        """kill -9 of a serving process."""
        self.webs[number].kill()

    def stop(self) -> None:
        self._keeper.stop()
        self.balance.stop()

    def _kept(self, name: str, argv: list[str]) -> Kept:
        return Kept(name, argv, self.env, self.folder / f"{name}.log", self._burial)


def _web(port: int) -> list[str]:
    argv = ["uvicorn", "helpdesk.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    argv += ["--lifespan", "on", "--ws", "websockets-sansio", "--ws-max-size", "65536"]
    argv += ["--no-access-log", "--ws-per-message-deflate", "false"]
    return [*argv, "--timeout-graceful-shutdown", "2", "--backlog", "4096"]


def _worker(number: int) -> list[str]:
    argv = ["celery", "-A", "helpdesk.celery", "worker", "--concurrency", "1", "-l", "INFO"]
    return [*argv, "--without-mingle", "--hostname", f"worker{number}@%h"]


def _beat(folder: Path, number: int) -> list[str]:
    schedule = str(folder / f"beat{number}")
    return ["celery", "-A", "helpdesk.celery", "beat", "-l", "INFO", "--schedule", schedule]


@contextmanager
def stack(folder: Path, *, collected: bool = False, **how: Any) -> Iterator[Stack]:
    """A fresh stack with its tables (and what pages are made of), stopped at the end."""
    with throwaway(durable=False, like=tables.migrated()) as servers:
        made = Stack(servers, folder, **how)
        if collected:
            done = made.manage("collectstatic", "--noinput", "-v0")
            assert done.returncode == 0, done.stderr
        made.start()
        try:
            yield made
        finally:
            made.stop()
