"""Processes of the product that are started again whenever they die, as systemd or Docker would.
None of them, nor a child of theirs, outlives the process that keeps them."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.embedded.burial import Burial
from helpdesk.embedded.spawning import spawn

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Kept:
    """One process; `hold` keeps it down, `release` lets it come back."""

    name: str
    argv: list[str]
    env: dict[str, str]
    log: Path
    burial: Burial
    deaths: int = 0
    held: bool = False
    _process: "subprocess.Popen[bytes] | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def pid(self) -> int:
        assert self._process is not None, self.name
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """kill -9 of the process and of its children; dead when this returns."""
        with self._lock:
            self._signal(signal.SIGKILL)
            if self._process is not None:
                self._process.wait(15)
                self.burial.forget(self._process.pid)

    def hold(self) -> None:
        """Killed, and not started again before `release`."""
        self.held = True
        self.kill()

    def release(self) -> None:
        self.held = False

    def look(self) -> None:
        """Start it where it does not run."""
        with self._lock:
            if self.held or self.runs:
                return
            if self._process is not None:
                self.deaths += 1
                self.burial.forget(self._process.pid)
            argv = [sys.executable, "-m", *self.argv]
            self._process = spawn(argv, env=self.env, cwd=ROOT, log=self.log)
            self.burial.watch(self._process.pid)

    def memory_kb(self) -> int:
        """What it holds of the machine's memory."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, number)


class Keeper:
    """Looks after them in a thread."""

    def __init__(self, kept: list[Kept], burial: Burial) -> None:
        self._kept, self._burial = kept, burial
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(20)
        for one in self._kept:
            one.hold()
        self._burial.close()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            for one in self._kept:
                one.look()
            time.sleep(0.05)
