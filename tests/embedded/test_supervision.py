"""The supervisor restarts what dies, obeys hold files and leaves nothing behind."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .processes import alive, eventually, next_line, python

SUPERVISE = """
import os, signal, sys
from pathlib import Path
from helpdesk.embedded.program import Program
from helpdesk.embedded.supervision import Supervisor

folder = Path(sys.argv[1])
child = '''
import os, signal, subprocess, sys, time
if len(sys.argv) == 1:
    # The grandchild is deaf to SIGTERM: only a kill of the whole group ends it.
    subprocess.Popen([sys.executable, __file__, "grandchild"])
else:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    open("grandchild.new", "w").write(str(os.getpid()))
    os.rename("grandchild.new", "grandchild")
print("hello", flush=True)
time.sleep(60)
'''
(folder / "child.py").write_text(child)
argv = (sys.executable, str(folder / "child.py"))
supervisor = Supervisor(folder / "run", folder / "log", lambda line: print(line, flush=True))
supervisor.start([Program("child", argv, os.environ.copy(), folder, stop_timeout=3.0)])
stopping = []
signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
print("ready", flush=True)
supervisor.run_until(lambda: bool(stopping))
supervisor.stop()
"""


class Supervised:
    """A supervisor in its own process, with one child that has a grandchild."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str] = python(SUPERVISE, str(folder))
        assert next_line(self.process) == "ready"
        assert eventually((folder / "grandchild").exists)

    @property
    def pid_file(self) -> Path:
        return self.folder / "run" / "child.pid"

    @property
    def hold_file(self) -> Path:
        return self.folder / "run" / "hold-child"

    @property
    def child(self) -> int | None:
        """The child's pid by its pid file."""
        try:
            return int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None

    @property
    def grandchild(self) -> int:
        return int((self.folder / "grandchild").read_text())

    def has_new_child(self, old: int) -> bool:
        return self.child is not None and self.child != old and alive(self.child)


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    running = Supervised(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()


def test_a_dead_child_is_started_again(supervised: Supervised) -> None:
    child, grandchild = supervised.child, supervised.grandchild
    assert child is not None
    kill(child)
    assert eventually(lambda: supervised.has_new_child(child))
    assert "SIGKILL" in next_line(supervised.process)
    assert eventually(lambda: not alive(grandchild))


def test_a_hold_file_keeps_it_down_until_removed(supervised: Supervised) -> None:
    child = supervised.child
    assert child is not None
    supervised.hold_file.touch()
    kill(child)
    assert eventually(lambda: supervised.child is None)
    assert not eventually(lambda: supervised.child is not None, within=1.0)
    supervised.hold_file.unlink()
    assert eventually(lambda: supervised.has_new_child(child))


def test_a_hold_file_alone_stops_a_running_child(supervised: Supervised) -> None:
    child = supervised.child
    assert child is not None
    supervised.hold_file.touch()
    assert eventually(lambda: not alive(child) and supervised.child is None)


def test_sigterm_stops_the_grandchildren_too(supervised: Supervised) -> None:
    child, grandchild = supervised.child, supervised.grandchild
    assert child is not None
    supervised.process.terminate()
    assert supervised.process.wait(15) == 0
    assert not alive(child) and not alive(grandchild)
    assert not supervised.pid_file.exists()


def test_killing_the_supervisor_stops_the_grandchildren_too(supervised: Supervised) -> None:
    child, grandchild = supervised.child, supervised.grandchild
    assert child is not None
    supervised.process.kill()
    assert eventually(lambda: not alive(child) and not alive(grandchild))


def test_output_goes_to_the_log(supervised: Supervised) -> None:
    log = supervised.folder / "log" / "child.log"
    assert eventually(lambda: "hello" in log.read_text())


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
