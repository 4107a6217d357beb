"""`python -m helpdesk.embedded.reset`: stop a running demo and forget all its data."""

import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from .demo import ROOT
from .errors import EmbeddedError
from .folder import DemoFolder
from .orphans import stop_orphan

STOP_PATIENCE = 20.0  # seconds; the demo itself takes at most 15 to stop


def main() -> int:
    """Stop, then clear: 0 when nothing is left, 1 with a sentence otherwise."""
    folder = DemoFolder(ROOT)
    try:
        stopped = stop_running_demo(folder)
        cleared = clear(folder)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    if stopped:
        print("The running demo was stopped. 已停止演示。")
    print(
        "The demo's data is cleared. 演示数据已清除。"
        if cleared
        else "There was no demo. 没有演示数据。"
    )
    return 0


def stop_running_demo(folder: DemoFolder) -> bool:
    """Ask the demo to stop and wait for it; whether one was running. Raises EmbeddedError."""
    pid = folder.holder()
    if pid is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_PATIENCE
    while folder.is_locked():
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"The demo (process {pid}) does not stop. End it with `kill -9 {pid}`, "
                "then run `make demo-reset` again."
            )
        time.sleep(0.1)
    return True


def clear(folder: DemoFolder) -> bool:
    """Remove `.demo` and the temporary folder it points to; whether there was any."""
    if not folder.path.exists():
        return False
    _stop_left_behind(folder.postgres / "data")
    if folder.postgres.is_symlink():
        target = folder.postgres.resolve()
        if target.name.startswith("helpdesk-demo-") and _is_temporary(target):
            shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(folder.path)
    return True


def _stop_left_behind(data: Path) -> None:
    """Stop a Postgres whose demo was killed and that has not noticed yet."""
    with suppress(OSError, ValueError):
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        signals = (signal.SIGINT, signal.SIGKILL)
        stop_orphan(pid, command_has=str(data.resolve()), signals=signals)


def _is_temporary(target: Path) -> bool:
    return target.parent in (Path(tempfile.gettempdir()).resolve(), Path("/tmp").resolve())


if __name__ == "__main__":
    sys.exit(main())
