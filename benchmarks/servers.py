"""Everything a run needs in processes of its own: Postgres with fsync, Redis, serving processes.

Each process is on a leash (`helpdesk.embedded.leash`): it dies with this one, however this one
ends. Nothing listens but on loopback, on free ports.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from helpdesk.embedded.health import answers
from helpdesk.embedded.redis import free_port
from helpdesk.embedded.servers import ThrowawayServers, throwaway
from helpdesk.embedded.services import services
from helpdesk.embedded.spawning import run_to_end, spawn
from helpdesk.embedded.stopping import stop_process

ROOT = Path(__file__).resolve().parents[1]
UP_SECONDS = 60.0
STEP_SECONDS = 600.0
LOG_FILES = 32
"""Of 16 MB: more than the rounds write between two checkpoints."""


class BenchError(RuntimeError):
    """A step could not be taken; the sentence ends with what its process said."""


class Served:
    """One serving process on a port of its own."""

    def __init__(self, argv: tuple[str, ...], env: Mapping[str, str], port: int, log: Path) -> None:
        self.port, self._argv, self._env, self._log = port, argv, env, log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Start and wait until it answers."""
        self.process = spawn(self._argv, env=self._env, cwd=ROOT, log=self._log)
        deadline = time.monotonic() + UP_SECONDS
        while not answers(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise BenchError(f"A serving process did not come up:\n{_end_of(self._log)}")
            time.sleep(0.02)

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None:
            stop_process(self.process, signal.SIGTERM, 7.0)


class Bench:
    """The stack of one run. Use `bench()`."""

    def __init__(self, servers: ThrowawayServers, folder: Path, stack: ExitStack) -> None:
        self.servers, self.folder, self._stack = servers, folder, stack
        self.env = {
            **os.environ,
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "SECRET_KEY": secrets.token_urlsafe(40),
            "PERSONAL_DATA_KEYS": secrets.token_hex(32),
            "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
            "STATIC_ROOT": str(folder / "static"),
            "DEBUG": "0",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "PYTHONUNBUFFERED": "1",
        }
        self._jobs = 0

    def manage(self, *argv: str) -> str:
        """A management command to its end."""
        command = [sys.executable, "manage.py", *argv]
        code, said = run_to_end(command, env=self.env, cwd=ROOT)
        if code != 0:
            raise BenchError(f"manage.py {argv[0]} failed:\n{said[-3000:]}")
        return said

    def web(self) -> Served:
        """A serving process exactly as `make demo` starts it, not started yet."""
        port = free_port()
        program = services(ROOT, self.env, port, imitated_redis=False)[0]
        return self._served(program.argv, port, f"web-{port}.log")

    def echo(self) -> Served:
        """The floor: the same server with nothing behind it but `benchmarks/echo.py`."""
        port = free_port()
        product = services(ROOT, self.env, port, imitated_redis=False)[0].argv
        argv = tuple(
            "benchmarks.echo:application" if part == "helpdesk.asgi:application" else part
            for part in product
        )
        return self._served(argv, port, "echo.log")

    def _served(self, argv: tuple[str, ...], port: int, log: str) -> Served:
        served = Served(argv, self.env, port, self.folder / log)
        self._stack.callback(served.stop)
        return served

    def step(self, module: str, **job: Any) -> dict[str, Any]:
        """Run `python -m benchmarks.MODULE` as a process of its own; what it found out."""
        return self.begin(module, **job).answer()

    def begin(self, module: str, **job: Any) -> "Step":
        """The same beside us."""
        self._jobs += 1
        paper = self.folder / f"{self._jobs:03d}-{module}.json"
        paper.write_text(json.dumps({**job, "database": self.servers.database_url}))
        step = Step(module, paper, self.env)
        self._stack.callback(step.stop)
        return step


class Step:
    """A module of the benchmark at work."""

    def __init__(self, module: str, paper: Path, env: Mapping[str, str]) -> None:
        self._module, self._paper, self._log = module, paper, paper.with_suffix(".log")
        argv = [sys.executable, "-m", f"benchmarks.{module}", str(paper)]
        self._process = spawn(argv, env=env, cwd=ROOT, log=self._log)

    def wait_until_ready(self) -> None:
        """Until it says so by `say_ready`, or has ended."""
        deadline = time.monotonic() + STEP_SECONDS
        while not self._paper.with_suffix(".ready").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                return
            time.sleep(0.02)

    def answer(self) -> dict[str, Any]:
        """What it found out, at its end."""
        try:
            code = self._process.wait(STEP_SECONDS)
        except subprocess.TimeoutExpired:
            self.stop()
            code = -1
        if code != 0:
            said = _end_of(self._log)
            raise BenchError(f"The step {self._module} failed ({code}):\n{said}")
        answer: dict[str, Any] = json.loads(self._paper.with_suffix(".answer").read_text())
        return answer

    def stop(self) -> None:
        stop_process(self._process, signal.SIGTERM, 1.0)


def say_ready() -> None:
    """In a step's own process: everybody is there."""
    Path(sys.argv[1]).with_suffix(".ready").touch()


def read_job() -> dict[str, Any]:
    """In a step's own process: what it is asked."""
    job: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text())
    return job


def answer_job(answer: dict[str, Any]) -> None:
    """In a step's own process: what it found out."""
    Path(sys.argv[1]).with_suffix(".answer").write_text(json.dumps(answer))


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-3000:] if log.exists() else "(it said nothing)"


def _as_after_a_day(database_url: str) -> None:
    """Give a fresh server the files of its log that one has which has run for a day.

    That one takes used files again. A fresh one makes each anew, 16 MB of zeros that are synced
    while every message waits: 8 ms, for each 5,500 messages.
    """
    with psycopg.connect(database_url, autocommit=True) as conn:
        for _ in range(LOG_FILES):
            conn.execute("SELECT pg_logical_emit_message(false, 'bench', 'a day')")
            conn.execute("SELECT pg_switch_wal()")
        conn.execute("CHECKPOINT")


@contextmanager
def bench() -> Iterator[Bench]:
    """Fresh servers with tables and static files, all stopped and removed at the end."""
    with throwaway(durable=True) as servers, ExitStack() as stack:
        folder = Path(servers.folder) / "bench"
        folder.mkdir()
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        made = Bench(servers, folder, stack)
        made.manage("migrate", "-v0")
        _as_after_a_day(servers.database_url)
        made.manage("collectstatic", "--no-input", "-v0")
        yield made
