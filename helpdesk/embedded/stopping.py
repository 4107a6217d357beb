"""End a child process and everything in its process group."""

import os
import signal
import subprocess
import time
from contextlib import suppress

KILL_PATIENCE = 2.0  # seconds to wait for a group to go after SIGKILL


def signal_group(group: int, wanted: signal.Signals) -> bool:
    """Send a signal to a process group; False when no such group is left."""
    try:
        os.killpg(group, wanted)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS answers so for a group of zombies
        return False
    return True


def group_alive(group: int) -> bool:
    """Whether any process of the group is left (a dead one not yet reaped counts)."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False
    return True


def stop_process(process: subprocess.Popen[bytes], stop: signal.Signals, timeout: float) -> None:
    """Ask the child to stop, wait up to `timeout` seconds, then kill its whole group.

    On return the child is reaped and nothing of its group is left (short of a process stuck
    in the kernel).
    """
    with suppress(ProcessLookupError):
        if process.poll() is None:
            process.send_signal(stop)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout)
    bury_group(process)


def bury_group(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL what is left of the group of a child, reap the child, wait for the others."""
    if not signal_group(process.pid, signal.SIGKILL):
        process.poll()
        return
    deadline = time.monotonic() + KILL_PATIENCE
    while time.monotonic() < deadline:
        process.poll()
        if not group_alive(process.pid):
            return
        time.sleep(0.01)
