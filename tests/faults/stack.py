"""The product in processes of its own, on servers of its own, so that a test may break it."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from helpdesk.embedded.servers import ThrowawayServers, throwaway

ROOT = Path(__file__).resolve().parents[2]


class Stack:
    """Postgres, Redis and one serving process that is started again whenever it dies."""

    def __init__(self, servers: ThrowawayServers, folder: Path) -> None:
        self.servers = servers
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "SECRET_KEY": secrets.token_urlsafe(40),
            "PERSONAL_DATA_KEYS": secrets.token_hex(32),
            "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
            "STATIC_ROOT": str(folder / "static"),
        }
        self._log = (folder / "web.log").open("ab")
        self._web: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self.deaths = 0

    def manage(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """A management command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *argv],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def replay(self, file: Path, *, speed: int) -> "Replay":
        """Dialogues played beside the test."""
        argv = ["replay", str(file), "--speed", str(speed), "--url", self.url]
        return Replay(
            subprocess.Popen(
                [sys.executable, "manage.py", *argv],
                cwd=ROOT,
                env=self.env,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )

    def start(self) -> None:
        self._spawn()
        self._keeper.start()
        self.wait_until_up()

    def wait_until_up(self, patience: float = 20) -> None:
        """Until the serving process answers."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                    return
            except HTTPError:
                return  # no worker here, so not healthy; but it answers
            except OSError:
                pass
            time.sleep(0.05)
        raise TimeoutError("The server did not come up")

    def kill_web(self) -> None:
        """kill -9 of the serving process."""
        assert self._web is not None
        self._web.send_signal(signal.SIGKILL)

    def stop(self) -> None:
        self._stopping.set()
        if self._web is not None:
            self._web.terminate()
            self._web.wait(15)
        self._log.close()

    def _spawn(self) -> None:
        argv = [sys.executable, "-m", "uvicorn", "helpdesk.asgi:application"]
        argv += ["--host", "127.0.0.1", "--port", str(self.port), "--lifespan", "on"]
        argv += ["--ws", "websockets-sansio", "--ws-max-size", "65536", "--no-access-log"]
        argv += ["--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "2"]
        self._web = subprocess.Popen(
            argv, cwd=ROOT, env=self.env, stdout=self._log, stderr=self._log
        )

    def _keep(self) -> None:
        while not self._stopping.is_set():
            if self._web is not None and self._web.poll() is not None:
                self.deaths += 1
                self._spawn()
            time.sleep(0.05)


@contextmanager
def stack(folder: Path) -> Iterator[Stack]:
    """A fresh stack with its tables, stopped at the end."""
    with throwaway(durable=False) as servers:
        made = Stack(servers, folder)
        migrated = made.manage("migrate", "-v0")
        assert migrated.returncode == 0, migrated.stderr
        made.start()
        try:
            yield made
        finally:
            made.stop()


class Replay:
    """A replay that runs, heard through its progress."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._heard: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def wait_for(self, messages: int, patience: float = 60) -> None:
        """Until so many messages have been acknowledged."""
        with self._news:
            ok = self._news.wait_for(lambda: self._count() >= messages, patience)
        assert ok, "".join(self._heard)[-2000:]

    def verdict(self) -> dict[str, Any]:
        """What it says in its last line; it must have ended well."""
        assert self._process.stdout is not None
        out = self._process.stdout.read()
        code = self._process.wait(180)
        self._reader.join(10)
        assert out.strip(), "".join(self._heard)[-4000:]
        said: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
        assert code == 0, (said, "".join(self._heard)[-2000:])
        return said

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._news:
                self._heard.append(line)
                self._news.notify_all()

    def _count(self) -> int:
        counts = [line.split("/")[0] for line in self._heard if " messages, " in line]
        return int(counts[-1]) if counts else 0
