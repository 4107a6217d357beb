"""Start child processes that are in their own session and die with this process."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .account import Account

LEASH = Path(__file__).with_name("leash.py")
LOG_KEEPS_BYTES = 256 * 1024
LOG_CAP_BYTES = 4 * 1024 * 1024

Start = Callable[[], subprocess.Popen[bytes]]

_jobs: "queue.SimpleQueue[tuple[Start, queue.Queue[object]]]" = queue.SimpleQueue()
_spawner_of_pid: dict[int, threading.Thread] = {}
_spawner_guard = threading.Lock()


def spawn(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path,
    log: Path | None,
    death_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
) -> subprocess.Popen[bytes]:
    """Start `argv`, leader of its own session, output appended to `log` (None: dropped).

    The child gets `death_signal` when this process ends, however it ends. `account` is the
    user to become (None: ours). The pid returned is the program's own.
    """
    on_leash = leashed(argv, death_signal, account)

    def start() -> subprocess.Popen[bytes]:
        with Path(log or os.devnull).open("ab") as output:
            return subprocess.Popen(
                on_leash,
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    return _in_spawner_thread(start)


def run_to_end(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    stdin: bytes = b"",
) -> tuple[int, str]:
    """Run a short program to its end; its exit code and what it said (both streams)."""
    done = subprocess.run(
        leashed(argv, signal.SIGKILL, account),
        env=dict(env),
        cwd=cwd,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(errors="replace")


def leashed(
    argv: Sequence[str], death: signal.Signals, account: Account | None = None
) -> list[str]:
    """The arguments that start `argv` so that it gets `death` when the thread that starts it ends,
    as it does with its process. For a thread that lives as long as that; `spawn` has one."""
    uid, gid = (account.uid, account.gid) if account and account.switches else (-1, -1)
    leash = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), str(int(death))]
    return [*leash, str(uid), str(gid), *argv]


def _in_spawner_thread(start: Start) -> subprocess.Popen[bytes]:
    """Call `start` in a thread that lives as long as the process.

    The kernel sends the death signal when the *thread* that forked ends, so a server that a
    short-lived thread started would stop with it.
    """
    with _spawner_guard:
        if os.getpid() not in _spawner_of_pid:
            thread = threading.Thread(target=_serve_jobs, name="spawner", daemon=True)
            _spawner_of_pid[os.getpid()] = thread
            thread.start()
    answer: queue.Queue[object] = queue.Queue()
    _jobs.put((start, answer))
    outcome = answer.get()
    if isinstance(outcome, BaseException):
        raise outcome
    assert isinstance(outcome, subprocess.Popen)
    return outcome


def _serve_jobs() -> None:
    while True:
        start, answer = _jobs.get()
        try:
            answer.put(start())
        except OSError as error:
            answer.put(error)


def cap_log(log: Path) -> None:
    """Shorten a log over 4 MB to its last 256 KB; make its folder when missing."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if not log.exists() or log.stat().st_size <= LOG_CAP_BYTES:
        return
    with log.open("rb") as file:
        file.seek(-LOG_KEEPS_BYTES, os.SEEK_END)
        tail = file.read()
    log.write_bytes(b"(earlier lines dropped)\n" + tail.partition(b"\n")[2])
