"""One supervised child: started, watched, started again, stopped."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .burial import Burial
from .errors import EmbeddedError
from .program import Program
from .spawning import cap_log, spawn
from .stopping import bury_group, stop_process

BACKOFF_FIRST = 0.2  # seconds before the first new start; doubles with each quick death
BACKOFF_LONGEST = 5.0
CALM_SECONDS = 10.0  # a child that lived this long starts again after BACKOFF_FIRST
Report = Callable[[str], None]


class Child:
    """See `supervision.py` for the rules of pid, log and hold files."""

    def __init__(self, program: Program, run: Path, log: Path, burial: Burial) -> None:
        self.program = program
        self.log_file = log / f"{program.name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0  # quick deaths in a row
        self._pid_file = run / f"{program.name}.pid"
        self._hold_file = run / f"hold-{program.name}"
        self._burial = burial
        self._started_at = 0.0
        self._next_start = 0.0
        cap_log(self.log_file)

    def tick(self, report: Report) -> None:
        """Notice a death, obey the hold file, start again when it is time."""
        held = self._hold_file.exists()
        if self.process is not None and self.process.poll() is not None:
            self._bury(report, held)
        if held:
            self._hold(report)
        elif self.process is None and time.monotonic() >= self._next_start:
            self._start(report)

    def ask_to_stop(self) -> None:
        """Send the stop signal; do not wait."""
        if self.process is not None and self.process.poll() is None:
            with suppress(ProcessLookupError):
                self.process.send_signal(self.program.stop_signal)

    def finish(self, until: float) -> None:
        """Wait until the monotonic moment `until`, then kill the group; nothing is left."""
        process = self.process
        if process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
        bury_group(process)
        self._forget(process)

    def _start(self, report: Report) -> None:
        program = self.program
        try:
            if program.before_start is not None:
                program.before_start()
            self.process = spawn(
                program.argv,
                env=program.env,
                cwd=program.cwd,
                log=self.log_file,
                death_signal=program.death_signal,
                account=program.account,
            )
        except (OSError, EmbeddedError) as error:
            report(f"{program.name} cannot be started: {error}")
            self._delay()
            return
        self._started_at = time.monotonic()
        self._burial.watch(self.process.pid)
        fresh = self._pid_file.with_suffix(".new")
        fresh.write_text(f"{self.process.pid}\n")
        fresh.replace(self._pid_file)

    def _bury(self, report: Report, held: bool) -> None:
        process = self.process
        assert process is not None
        bury_group(process)
        self._forget(process)
        if time.monotonic() - self._started_at >= CALM_SECONDS:
            self.deaths = 0
        self._delay()
        if not held:
            report(
                f"{self.program.name} {_how_it_ended(process.returncode)}; starting it again "
                f"(log: {self.log_file})"
            )

    def _hold(self, report: Report) -> None:
        if self.process is not None:
            stop_process(self.process, self.program.stop_signal, self.program.stop_timeout)
            self._forget(self.process)
            report(f"{self.program.name} is held down by {self._hold_file}")
        self.deaths, self._next_start = 0, 0.0

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        self._burial.forget(process.pid)
        self._pid_file.unlink(missing_ok=True)
        self.process = None

    def _delay(self) -> None:
        pause = min(BACKOFF_FIRST * 2**self.deaths, BACKOFF_LONGEST)
        self.deaths = min(self.deaths + 1, 10)
        self._next_start = time.monotonic() + pause


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"
