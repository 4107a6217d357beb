"""One embedded server as a child of this process: start, stop, restart."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from .errors import EmbeddedError
from .program import Program
from .spawning import cap_log, spawn
from .stopping import stop_process


class Server(Protocol):
    """What PostgresServer and RedisServer have in common."""

    def program(self) -> Program: ...

    def wait_until_ready(
        self, process: subprocess.Popen[bytes], give_up: Callable[[], bool] = ...
    ) -> None: ...


class RunningServer:
    """A server and its process. Not for two threads at once."""

    def __init__(self, server: Server, log: Path) -> None:
        self.server = server
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The pid while the process runs, else None."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Start and wait until the server answers; nothing when it runs. Raises EmbeddedError."""
        if self.pid is not None:
            return
        program = self.server.program()
        cap_log(self.log)
        _before(program.before_start)
        self._process = spawn(
            program.argv,
            env=program.env,
            cwd=program.cwd,
            log=self.log,
            death_signal=program.death_signal,
            account=program.account,
        )
        try:
            self.server.wait_until_ready(self._process)
        except EmbeddedError as error:
            self.stop()
            tail = self.log.read_text(errors="replace")[-2000:]
            raise EmbeddedError(f"{error}\n{tail}") from error

    def stop(self) -> None:
        """Stop the server as on a good day (Postgres: fast shutdown); nothing when stopped."""
        if self._process is not None:
            program = self.server.program()
            stop_process(self._process, program.stop_signal, program.stop_timeout)
            self._process = None

    def kill(self) -> None:
        """SIGKILL the server's group, as on a bad day."""
        if self._process is not None:
            self._process.kill()
            stop_process(self._process, self.server.program().stop_signal, 5.0)
            self._process = None

    def restart(self) -> None:
        """Stop, then start; every open connection is lost."""
        self.stop()
        self.start()


def _before(step: Callable[[], None] | None) -> None:
    if step is not None:
        step()
