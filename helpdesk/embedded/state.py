"""`.demo/state.json`: where the running demo is, for commands typed in another terminal.

Standard library only: `helpdesk/settings.py` reads it before Django is set up.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from .folder import DemoFolder
from .orphans import is_alive


@dataclass(frozen=True)
class DemoState:
    """What a command needs to join the running demo. `started_at` is ISO 8601 in UTC."""

    pid: int
    port: int
    database_url: str
    redis_url: str
    secret_key: str
    personal_data_keys: str
    personal_data_search_keys: str
    started_at: str


def read_running_demo(root: Path) -> DemoState | None:
    """The demo of the project at `root` if it is running right now, else None. Never raises.

    Running means: the process named in the file is alive and the demo's lock is held, which a
    reused pid or a file left by a killed demo cannot fake.
    """
    folder = DemoFolder(root)
    try:
        state = DemoState(**json.loads(folder.state.read_text(encoding="utf-8")))
        running = is_alive(int(state.pid)) and folder.is_locked()
    except (OSError, ValueError, TypeError, OverflowError):
        return None
    return state if running else None


def write_state(folder: DemoFolder, state: DemoState) -> None:
    """Write the state file atomically, readable by its owner alone (it holds the secret)."""
    fresh = folder.state.with_suffix(".json.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(state), file, indent=2)
    fresh.replace(folder.state)


def remove_state(folder: DemoFolder) -> None:
    """The demo no longer runs; nothing when there is no file."""
    folder.state.unlink(missing_ok=True)


def kept_secret(folder: DemoFolder) -> str:
    """The demo's SECRET_KEY, made once, so that sign-ins survive a restart."""
    return _kept(folder.secret, secrets.token_urlsafe(50))


def kept_personal_keys(folder: DemoFolder) -> tuple[str, str]:
    """The keys that seal the demo's personal data and that find it, made once with its data."""
    return (
        _kept(folder.personal_keys, secrets.token_hex(32)),
        _kept(folder.personal_search_keys, secrets.token_hex(32)),
    )


def _kept(path: Path, fresh: str) -> str:
    if not path.exists():
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(fresh)
    return path.read_text(encoding="utf-8").strip()


def now_text() -> str:
    """This moment for `started_at`."""
    return datetime.now(UTC).isoformat(timespec="seconds")
