"""Keep a group of child processes running, and leave nothing behind when it ends.

Each child leads its own session and process group, dies with this process, writes to
`log/<name>.log` and has its pid in `run/<name>.pid`. While a file `run/hold-<name>` exists the
child is kept down: a running one is stopped, a dead one is not started again; removing the
file starts it.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from .burial import Burial
from .child import Child, Report
from .program import Program
from .spawning import spawn
from .stopping import stop_process

TICK_SECONDS = 0.05


class Supervisor:
    """Children in stages: lower ones start first and stop last. Drive it by `tick()`.

    Start it from a process whose signals only set a flag; see `launcher.py`.
    """

    def __init__(self, run_folder: Path, log_folder: Path, report: Report) -> None:
        run_folder.mkdir(parents=True, exist_ok=True)
        log_folder.mkdir(parents=True, exist_ok=True)
        self._run, self._log, self._report = run_folder, log_folder, report
        self._children: list[Child] = []
        self._burial = Burial()

    def start(self, programs: Iterable[Program]) -> None:
        """Start these at once and keep them running. They may be held from the beginning."""
        for program in programs:
            child = Child(program, self._run, self._log, self._burial)
            self._children.append(child)
            child.tick(self._report)

    def child(self, name: str) -> Child:
        """The child of that name. Raises KeyError."""
        for child in self._children:
            if child.program.name == name:
                return child
        raise KeyError(name)

    def tick(self) -> None:
        """Look after every child once: a few system calls; call it every TICK_SECONDS."""
        for child in self._children:
            child.tick(self._report)

    def run_until(self, stopping: Callable[[], bool]) -> None:
        """Look after the children until `stopping()` is true."""
        while not stopping():
            self.tick()
            time.sleep(TICK_SECONDS)

    def run_once(self, program: Program, stopping: Callable[[], bool]) -> int:
        """Run a program to its end while looking after the others; its exit code.

        When `stopping()` becomes true it is stopped too, and the code is what that left.
        """
        log = self._log / f"{program.name}.log"
        log.unlink(missing_ok=True)
        argv, cwd = program.argv, program.cwd
        process = spawn(argv, env=program.env, cwd=cwd, log=log, account=program.account)
        self._burial.watch(process.pid)
        try:
            while process.poll() is None and not stopping():
                self.tick()
                time.sleep(TICK_SECONDS)
        finally:
            stop_process(process, program.stop_signal, program.stop_timeout)
            self._burial.forget(process.pid)
        return process.wait()

    def stop(self) -> None:
        """Stop everything, highest stage first, killing whole groups that do not go.

        Takes at most the sum over the stages of their longest `stop_timeout`.
        """
        for stage in sorted({child.program.stage for child in self._children}, reverse=True):
            members = [child for child in self._children if child.program.stage == stage]
            for child in members:
                child.ask_to_stop()
            longest = max(child.program.stop_timeout for child in members)
            deadline = time.monotonic() + longest
            for child in members:
                child.finish(until=deadline)
        self._children.clear()
        self._burial.close()
