"""The launcher against a tiny project of its own: start, share, stop, second start."""

import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.embedded.folder import DemoFolder
from helpdesk.embedded.redis import free_port
from helpdesk.embedded.reset import clear, stop_running_demo
from helpdesk.embedded.state import DemoState, read_running_demo

from .processes import alive, eventually, next_line, python

LAUNCH = """
import os, sys
from pathlib import Path
from helpdesk.embedded.errors import EmbeddedError
from helpdesk.embedded.folder import DemoFolder
from helpdesk.embedded.launcher import Launcher
from helpdesk.embedded.progress import Progress
for name in ("DATABASE_URL", "REDIS_URL"):
    os.environ.pop(name, None)
environ = os.environ | {"PORT": sys.argv[2]}
try:
    launcher = Launcher(DemoFolder(Path(sys.argv[1])), environ, Progress())
    launcher.run(lambda port: print(f"up {port}", flush=True))
except EmbeddedError as error:
    print(error)
    sys.exit(1)
"""
MANAGE = """
import os, pathlib, psycopg
psycopg.connect(os.environ["DATABASE_URL"]).execute("SELECT 1")
pathlib.Path("prepared").write_text(os.environ["SECRET_KEY"])
"""
ASGI = """
async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})
"""
CELERY = """
import os
from celery import Celery
app = Celery("tiny", broker=os.environ["REDIS_URL"])
"""


class TinyDemo:
    """A project with a page and a Celery app, launched in its own process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = DemoFolder(root)
        self.port = free_port()
        self.launched: list[subprocess.Popen[str]] = []
        root.mkdir(exist_ok=True)
        (root / "helpdesk").mkdir()
        (root / "helpdesk" / "__init__.py").touch()
        (root / "helpdesk" / "asgi.py").write_text(ASGI)
        (root / "helpdesk" / "celery.py").write_text(CELERY)
        (root / "manage.py").write_text(MANAGE)
        payments = Path("helpdesk", "embedded", "payments")
        shutil.copytree(Path(__file__).parents[2] / payments, root / payments)
        (root / "helpdesk" / "embedded" / "__init__.py").touch()

    def launch(self, port: int | None = None) -> subprocess.Popen[str]:
        process = python(LAUNCH, str(self.root), str(port or self.port))
        self.launched.append(process)
        return process

    def launch_and_wait(self) -> subprocess.Popen[str]:
        process = self.launch()
        lines = []
        while (line := next_line(process)) != f"up {self.port}":
            lines.append(line)
            assert process.poll() is None, "\n".join(lines)
        return process

    @property
    def state(self) -> DemoState:
        state = read_running_demo(self.root)
        assert state is not None
        return state

    def pids(self) -> dict[str, int]:
        return {path.stem: int(path.read_text()) for path in self.folder.run.glob("*.pid")}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[TinyDemo]:
    tiny = TinyDemo(tmp_path)
    yield tiny
    for process in tiny.launched:
        process.terminate()
        process.wait()
    clear(tiny.folder)


def test_it_starts_serves_and_stops_without_a_trace(demo: TinyDemo) -> None:
    process = demo.launch_and_wait()
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/healthz") as answer:
        assert answer.status == 200
    assert demo.state.port == demo.port
    assert (demo.root / "prepared").read_text() == demo.state.secret_key
    pids = demo.pids()
    assert set(pids) == {"postgres", "redis", "payments", "web", "worker", "beat"}
    process.send_signal(signal.SIGINT)
    assert process.wait(15) == 0
    assert not any(alive(pid) for pid in pids.values())
    assert read_running_demo(demo.root) is None


def test_a_killed_launcher_takes_all_with_it_and_can_be_followed(demo: TinyDemo) -> None:
    process = demo.launch_and_wait()
    pids, secret = demo.pids(), demo.state.secret_key
    process.kill()
    process.wait()
    assert eventually(lambda: not any(alive(pid) for pid in pids.values()))
    assert read_running_demo(demo.root) is None
    demo.launch_and_wait()
    assert demo.state.secret_key == secret


def test_a_second_launch_says_so_and_a_reset_stops_the_first(demo: TinyDemo) -> None:
    first = demo.launch_and_wait()
    second = demo.launch(port=free_port())
    assert second.wait(15) == 1
    assert "already running" in next_line(second)
    home = demo.folder.postgres.resolve()
    assert stop_running_demo(demo.folder)
    assert first.wait(15) == 0
    assert clear(demo.folder)
    assert not demo.folder.path.exists() and not home.exists()


def test_a_busy_port_is_a_sentence(demo: TinyDemo) -> None:
    demo.launch_and_wait()
    other = TinyDemo(demo.root / "other")
    refused = other.launch(port=demo.port)
    assert refused.wait(15) == 1
    assert f"Port {demo.port} is already in use" in next_line(refused)


def test_a_failed_preparation_shows_why(demo: TinyDemo) -> None:
    (demo.root / "manage.py").write_text("raise SystemExit('the shop is on fire')")
    failed = demo.launch()
    output, _ = failed.communicate(timeout=30)
    assert failed.returncode == 1
    assert "the shop is on fire" in output
    assert demo.pids() == {}
