"""A small process that outlives a killed supervisor and buries the groups it left behind.

Run as a script: `python -I -S undertaker.py GRACE`, its standard input a pipe from the
supervisor. Each line `+GROUP` or `-GROUP` adds or drops a process group; at the end of the pipe
(the supervisor is gone, however it went) every group still listed has GRACE seconds to end by its
own death signal, then gets SIGKILL. Nothing listed: ends at once.
"""

import contextlib
import os
import signal
import sys
import time


def group_alive(group: int) -> bool:
    """Whether a process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main(grace: float) -> None:
    """Listen to the pipe, then bury what is left."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line[0] == "+":
            groups.add(group)
        else:
            groups.discard(group)
    for group in groups:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while any(group_alive(group) for group in groups) and time.monotonic() < deadline:
        time.sleep(0.05)
    for group in groups:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main(float(sys.argv[1]))
