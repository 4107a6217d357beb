"""The state file names the running demo, and only while it runs."""

import json
import os
from pathlib import Path

import pytest

from helpdesk.embedded.errors import EmbeddedError
from helpdesk.embedded.folder import DemoFolder
from helpdesk.embedded.state import (
    DemoState,
    kept_secret,
    now_text,
    read_running_demo,
    remove_state,
    write_state,
)

from .processes import eventually, next_line, python

HOLD_LOCK = """
import sys, time
from pathlib import Path
from helpdesk.embedded.folder import DemoFolder
with DemoFolder(Path(sys.argv[1])).held():
    print("held")
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> DemoFolder:
    demo = DemoFolder(tmp_path)
    demo.make()
    return demo


def a_state(pid: int) -> DemoState:
    return DemoState(pid, 8000, "postgresql:///x", "redis://x", "secret", "a", "b", now_text())


def test_a_running_demo_is_read_back(folder: DemoFolder) -> None:
    with folder.held():
        state = a_state(os.getpid())
        write_state(folder, state)
        assert read_running_demo(folder.root) == state
        assert folder.state.stat().st_mode & 0o077 == 0
        remove_state(folder)
        assert read_running_demo(folder.root) is None


def test_no_demo_no_state(tmp_path: Path) -> None:
    assert read_running_demo(tmp_path) is None
    assert not (tmp_path / ".demo").exists()


def test_the_file_of_a_killed_demo_counts_for_nothing(folder: DemoFolder) -> None:
    holder = python(HOLD_LOCK, str(folder.root))
    assert next_line(holder) == "held"
    write_state(folder, a_state(holder.pid))
    assert read_running_demo(folder.root) is not None
    assert folder.holder() == holder.pid
    holder.kill()
    holder.wait()
    assert eventually(lambda: read_running_demo(folder.root) is None)
    assert folder.holder() is None


def test_a_reused_pid_counts_for_nothing(folder: DemoFolder) -> None:
    write_state(folder, a_state(os.getpid()))  # alive, but it does not hold the demo
    assert read_running_demo(folder.root) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pid": 1}', "\0"])
def test_a_broken_file_counts_for_nothing(folder: DemoFolder, content: str) -> None:
    folder.state.write_text(content)
    with folder.held():
        assert read_running_demo(folder.root) is None


def test_a_pid_that_is_no_number_counts_for_nothing(folder: DemoFolder) -> None:
    folder.state.write_text(json.dumps(a_state(1).__dict__ | {"pid": "x" * 3}))
    with folder.held():
        assert read_running_demo(folder.root) is None


def test_a_second_holder_is_told_so(folder: DemoFolder) -> None:
    with folder.held(), pytest.raises(EmbeddedError, match="already running"), folder.held():
        pass


def test_the_secret_is_made_once_and_is_private(folder: DemoFolder) -> None:
    secret = kept_secret(folder)
    assert len(secret) >= 50
    assert kept_secret(folder) == secret
    assert folder.secret.stat().st_mode & 0o077 == 0
