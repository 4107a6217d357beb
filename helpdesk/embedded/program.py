"""How one child process is started and stopped."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .account import Account


@dataclass(frozen=True)
class Program:
    """A child process that is to be kept running.

    `stage` orders the group: lower stages start first and stop last; one stage stops together.
    `stop_timeout` is in seconds; after it the whole process group is killed.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGTERM
    stop_timeout: float = 6.0
    stage: int = 1
    before_start: Callable[[], None] | None = None
