"""Throw-away Postgres and Redis for tests and checks."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .account import Account, server_account
from .errors import EmbeddedError
from .home import temporary_home
from .postgres import prepare_postgres
from .redis import prepare_redis
from .running import RunningServer

PREFIX = "helpdesk-throwaway-"
REDIS_ATTEMPTS = 3  # another process may take the free port before Redis does


@dataclass(frozen=True)
class ThrowawayServers:
    """Both servers, running. `postgres` and `redis` can be stopped and started for fault tests."""

    database_url: str
    redis_url: str
    postgres: RunningServer
    redis: RunningServer
    folder: Path


@contextmanager
def throwaway(*, durable: bool = False, like: Path | None = None) -> Iterator[ThrowawayServers]:
    """Fresh servers for the length of the block, in a temporary folder removed at its end.

    They also stop when this process dies, and a folder left by a killed process is removed by
    the next caller. `durable=False` turns fsync off. Postgres is empty, or a copy of the stopped
    server whose data is in `like`. Raises EmbeddedError.
    """
    account = server_account()
    _sweep_abandoned()
    with ExitStack() as stack:
        folder = _guarded_folder(stack, account)
        postgres = prepare_postgres(folder, account, durable=durable, like=like)
        running = RunningServer(postgres, folder / "postgres.log")
        stack.callback(running.stop)
        running.start()
        redis, redis_url = _start_redis(folder, account)
        stack.callback(redis.stop)
        yield ThrowawayServers(postgres.database_url, redis_url, running, redis, folder)


def _start_redis(folder: Path, account: Account) -> tuple[RunningServer, str]:
    for attempt in range(1, REDIS_ATTEMPTS + 1):
        server = prepare_redis(account)
        running = RunningServer(server, folder / "redis.log")
        try:
            running.start()
        except EmbeddedError:
            if attempt == REDIS_ATTEMPTS:
                raise
            continue
        return running, server.redis_url
    raise AssertionError("unreachable")


def _guarded_folder(stack: ExitStack, account: Account) -> Path:
    """A fresh folder with a lock that is ours while we live; both go when the stack unwinds."""
    folder = temporary_home(PREFIX, account)
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    unlocked = folder / "in-use.new"  # under this name nobody sweeps the folder
    guard = os.open(unlocked, os.O_CREAT | os.O_RDWR, 0o600)
    stack.callback(os.close, guard)
    fcntl.flock(guard, fcntl.LOCK_EX)
    unlocked.rename(folder / "in-use")
    return folder


def _sweep_abandoned() -> None:
    """Remove the folders of processes that were killed: those whose lock nobody holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError), (folder / "in-use").open("rb") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
