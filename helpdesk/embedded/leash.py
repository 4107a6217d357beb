"""Replace this process by a program that dies with the process that started it.

Run as a script: `python -I -S leash.py PARENT_PID DEATH_SIGNAL UID GID PROGRAM ARGUMENT...`
(UID -1: keep the user). The pid stays the same, so the caller's child *is* the program. The
user is changed first, because the kernel forgets the death signal when the user changes.
Linux only for the death signal; elsewhere the undertaker (`undertaker.py`) does that work.
"""

import ctypes  # now, not later: the unprivileged user may be unable to read the library
import os
import sys

PR_SET_PDEATHSIG = 1


def ask_to_die_with_parent(death_signal: int, parent_pid: int) -> None:
    """Get `death_signal` when the parent ends; exit now if it ended before we could ask."""
    if sys.platform == "linux":
        if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) != 0:
            sys.exit("leash: the kernel refused the parent-death signal (prctl PR_SET_PDEATHSIG).")
    if os.getppid() != parent_pid:
        sys.exit("leash: the process that asked for this program is already gone.")


def main(arguments: list[str]) -> None:
    """Become the unprivileged user, tie on the leash, become the program."""
    parent_pid, death_signal, uid, gid = (int(text) for text in arguments[:4])
    program = arguments[4:]
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    ask_to_die_with_parent(death_signal, parent_pid)
    try:
        os.execvp(program[0], program)
    except OSError as error:
        sys.exit(f"leash: {program[0]} cannot be started: {error.strerror}.")


if __name__ == "__main__":
    main(sys.argv[1:])
