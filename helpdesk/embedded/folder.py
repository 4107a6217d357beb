"""The demo's folder `.demo` and what lies where in it. Standard library only."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError

LOCK_PATIENCE = 0.5  # seconds; a reader of the state holds the lock for an instant


@dataclass(frozen=True)
class DemoFolder:
    """`.demo` of the project at `root`."""

    root: Path

    @property
    def path(self) -> Path:
        return self.root / ".demo"

    @property
    def state(self) -> Path:
        return self.path / "state.json"

    @property
    def secret(self) -> Path:
        return self.path / "secret"

    @property
    def personal_keys(self) -> Path:
        return self.path / "personal-data-keys"

    @property
    def personal_search_keys(self) -> Path:
        return self.path / "personal-data-search-keys"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def postgres(self) -> Path:
        """A folder, or a link to one in the system temporary directory."""
        return self.path / "postgres"

    @property
    def redis_port(self) -> Path:
        return self.path / "redis-port"

    @property
    def payments_port(self) -> Path:
        return self.path / "payments-port"

    @property
    def run(self) -> Path:
        """Pid files `<name>.pid` and hold files `hold-<name>`."""
        return self.path / "run"

    @property
    def log(self) -> Path:
        return self.path / "log"

    def make(self) -> None:
        """Make `.demo` with its sub-folders, closed to other users."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.run.mkdir(exist_ok=True)
        self.log.mkdir(exist_ok=True)

    def is_locked(self) -> bool:
        """Whether a live process holds the demo. The kernel frees the lock of a dead one."""
        try:
            handle = os.open(self.lock, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def holder(self) -> int | None:
        """The pid of the process that holds the demo right now, if any."""
        if not self.is_locked():
            return None
        text = self.lock.read_text().strip()
        return int(text) if text.isdecimal() else None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the demo for the length of the block. Raises EmbeddedError when another does."""
        handle = os.open(self.lock, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if not _locks_within(handle, LOCK_PATIENCE):
                raise EmbeddedError(
                    f"The demo in {self.path} is already running or starting. "
                    "Stop it with Ctrl+C in its terminal, or with `make demo-reset`."
                )
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(handle)


def _locks_within(handle: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        else:
            return True
