"""Processor time and memory of a process, as the kernel counts them."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Of all its threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_bytes(pid: int) -> int:
    """Memory that is really there."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise LookupError(f"The kernel says no size for {pid}.")


class Usage:
    """How much of a processor a process used since this was made."""

    def __init__(self, pid: int) -> None:
        self._pid, self._cpu, self._begin = pid, cpu_seconds(pid), time.monotonic()

    def share(self) -> float:
        """1.0 is one processor all the time."""
        spent = cpu_seconds(self._pid) - self._cpu
        return round(spent / (time.monotonic() - self._begin), 3)
