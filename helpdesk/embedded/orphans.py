"""Processes left by a parent that was killed: recognised by their command line, then stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

PATIENCE = 5.0  # seconds for each signal


def command_line(pid: int) -> str:
    """The command line of a process, its parts joined by spaces; empty when it is gone."""
    proc = Path("/proc")
    if (proc / "self").exists():
        with suppress(OSError):
            raw = (proc / str(pid) / "cmdline").read_bytes()
            return raw.replace(b"\0", b" ").decode(errors="replace").strip()
        return ""
    listing = ["ps", "-p", str(pid), "-o", "command="]
    return subprocess.run(listing, capture_output=True, text=True, check=False).stdout.strip()


def is_alive(pid: int) -> bool:
    """Whether a process with this pid exists, ours or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def stop_orphan(pid: int, *, command_has: str, signals: Sequence[signal.Signals]) -> bool:
    """Stop the process when its command line has `command_has`, harder with each signal.

    True when nothing is in the way any more (it stopped, or was already dead); False when the
    pid is now a stranger's, which is left alone.
    """
    if not is_alive(pid):
        return True
    if command_has not in command_line(pid):
        return not command_line(pid)  # empty: it is a zombie or ended just now
    for wanted in signals:
        with suppress(ProcessLookupError):
            os.kill(pid, wanted)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if command_has not in command_line(pid):
                return True
            time.sleep(0.02)
    return False
