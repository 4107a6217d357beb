"""A real Postgres 18 from the wheel's programs, on a unix socket only."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .account import Account
from .binaries import postgres_bin
from .errors import EmbeddedError
from .orphans import stop_orphan
from .program import Program
from .spawning import run_to_end

ROLE = "helpdesk"
DATABASE = "helpdesk"
MAJOR_VERSION = "18"
START_TIMEOUT = 60.0  # seconds; long enough for the recovery after a crash

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # Of a disk without arms: else every small table is read whole for one row of it.
    "random_page_cost": "1.1",
    # A refused statement is logged without its values: they may be what a buyer wrote.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
DURABLE = {"fsync": "on"}
# Survives a killed process (a commit is still written), not a power cut.
FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True)
class PostgresServer:
    """One cluster in `home`, run as `account`. `durable=False` may lose data in a power cut."""

    home: Path
    account: Account
    bin: Path
    durable: bool

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def database_url(self) -> str:
        """For psycopg and Django: the superuser `helpdesk` on the database `helpdesk`."""
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.home), safe='')}"

    def program(self) -> Program:
        """The foreground server process; SIGINT is Postgres' fast shutdown."""
        settings = SETTINGS | (DURABLE if self.durable else FORGETFUL)
        settings["unix_socket_directories"] = str(self.home)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Program(
            name="postgres",
            argv=(str(self.bin / "postgres"), "-D", str(self.data), *options),
            env=_environment(),
            cwd=self.home,
            account=self.account,
            stop_signal=signal.SIGINT,
            death_signal=signal.SIGINT,
            stop_timeout=5.0,
            stage=0,
            before_start=self.clear_stale_pid,
        )

    def clear_stale_pid(self) -> None:
        """Stop a server a killed parent left behind; drop a pid file that names a stranger.

        A file naming a dead process stays: Postgres judges it better, by its shared memory.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
        if not stop_orphan(pid, command_has=str(self.data), signals=signals):
            pid_file.unlink(missing_ok=True)

    def wait_until_ready(
        self, process: subprocess.Popen[bytes], give_up: Callable[[], bool] = lambda: False
    ) -> None:
        """Return once this very process accepts connections or `give_up()`; else EmbeddedError."""
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if give_up():
                return
            if process.poll() is not None:
                raise EmbeddedError("Postgres stopped while starting; its log says why.")
            if self.is_ready(process.pid):
                return
            time.sleep(0.01)
        raise EmbeddedError(f"Postgres is not ready after {START_TIMEOUT:.0f} s; see its log.")

    def is_ready(self, pid: int) -> bool:
        """Whether the server with this pid accepts connections, by its own pid file."""
        with suppress(FileNotFoundError):
            lines = (self.data / "postmaster.pid").read_text().split("\n")
            return lines[0] == str(pid) and len(lines) > 7 and lines[7].strip() == "ready"
        return False


def prepare_postgres(
    home: Path, account: Account, *, durable: bool = True, like: Path | None = None
) -> PostgresServer:
    """The server in `home`, its cluster and the database `helpdesk` made when missing.

    With `like` it starts as a copy of that stopped server's data. Raises EmbeddedError when the
    wheel is missing or the data is of another Postgres.
    """
    server = PostgresServer(home, account, postgres_bin(account), durable)
    if not server.data.exists():
        if like is None:
            _create_cluster(server)
        else:
            _copy_cluster(server, like)
    found = (server.data / "PG_VERSION").read_text().strip()
    if found != MAJOR_VERSION:
        raise EmbeddedError(
            f"The demo's data was written by Postgres {found}, this is {MAJOR_VERSION}. "
            "Start afresh with `make demo-reset`."
        )
    return server


def _create_cluster(server: PostgresServer) -> None:
    """initdb and the database under another name, then renamed: complete or absent."""
    fresh = server.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    initdb = [str(server.bin / "initdb"), "-D", str(fresh), "-U", ROLE, "--auth=trust"]
    # libc's C.UTF-8, not the builtin one: text search must know "，" for punctuation.
    initdb += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
    _run(server, [*initdb] if server.durable else [*initdb, "--no-sync"])
    hba = fresh / "pg_hba.conf"
    hba.write_text(
        "# Only the unix socket, whose folder only its owner can enter.\nlocal all all trust\n"
    )
    single = [str(server.bin / "postgres"), "--single", "-D", str(fresh), "postgres"]
    _run(server, single, stdin=f"CREATE DATABASE {DATABASE};\n".encode())
    fresh.rename(server.data)


def _copy_cluster(server: PostgresServer, like: Path) -> None:
    """Complete or absent, as a cluster that is made."""
    fresh = server.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(like, fresh)
    for path in (fresh, *fresh.rglob("*")):
        server.account.own(path)
    fresh.rename(server.data)


def _run(server: PostgresServer, argv: list[str], stdin: bytes = b"") -> None:
    code, said = run_to_end(
        argv, env=_environment(), cwd=server.home, account=server.account, stdin=stdin
    )
    if code != 0 or "ERROR:" in said:
        raise EmbeddedError(f"{Path(argv[0]).name} could not make the database files:\n{said}")


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
