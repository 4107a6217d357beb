"""Start the demo step by step, keep it running, stop it."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from types import FrameType

from .account import server_account
from .environment import external_servers, wanted_port
from .errors import EmbeddedError
from .folder import DemoFolder
from .health import missing
from .home import persistent_home
from .postgres import prepare_postgres
from .progress import Progress
from .redis import kept_port, port_is_free, prepare_redis
from .running import Server
from .services import demo_environment, payment_service, preparation, services
from .state import (
    DemoState,
    kept_personal_keys,
    kept_secret,
    now_text,
    remove_state,
    write_state,
)
from .supervision import Supervisor

HEALTH_TIMEOUT = 60.0  # seconds
ASK_SECONDS = 0.2  # between two looks at /healthz
REMIND_SECONDS = 10.0
LOG_LINES = 15  # of the log that says why a start failed
HOPELESS_DEATHS = 3  # quick deaths of the web process before the start is given up


class StopRequested(Exception):
    """Somebody pressed Ctrl+C or sent SIGTERM; not an error."""


class Launcher:
    """One start of the demo in `folder`, with what `environ` asks for."""

    def __init__(self, folder: DemoFolder, environ: Mapping[str, str], progress: Progress) -> None:
        self.folder, self.environ, self.progress = folder, environ, progress
        self.port = wanted_port(environ)
        self._stopping = False
        self._imitated_redis = False

    def run(self, when_ready: Callable[[int], None]) -> None:
        """Start everything, call `when_ready(port)`, return after a stop was asked for.

        Raises EmbeddedError when something cannot start. Leaves no process either way.
        """
        self.folder.make()
        with self.folder.held():
            if not port_is_free(self.port):
                raise EmbeddedError(
                    f"Port {self.port} is already in use. Choose another: make demo PORT=8001"
                )
            self._obey_signals()
            self._clear_run_folder()
            supervisor = Supervisor(self.folder.run, self.folder.log, self.progress.say)
            try:
                self._start(supervisor)
                when_ready(self.port)
                supervisor.run_until(lambda: self._stopping)
            except StopRequested:
                return
            finally:
                remove_state(self.folder)
                supervisor.stop()

    def _start(self, supervisor: Supervisor) -> None:
        urls = external_servers(self.environ) or self._start_servers(supervisor)
        secret_key = self.environ.get("SECRET_KEY") or kept_secret(self.folder)
        keys = self._personal_keys()
        payments = kept_port(self.folder.payments_port)
        env = demo_environment(
            self.environ,
            urls=urls,
            secret_key=secret_key,
            personal_keys=keys,
            port=self.port,
            payments=f"http://127.0.0.1:{payments}",
        )
        state = DemoState(os.getpid(), self.port, *urls, secret_key, *keys, now_text())
        write_state(self.folder, state)
        root = self.folder.root
        with self.progress.step("Tables, files, demo shop 数据表与演示店铺"):
            code = supervisor.run_once(preparation(root, env), lambda: self._stopping)
            if self._stopping:
                raise StopRequested
            if code != 0:
                raise self._with_log("The demo's data could not be prepared.", "prepare")
        with self.progress.step("Web, worker, beat 网页与后台任务"):
            imitated = self._imitated_redis
            supervisor.start(
                [
                    payment_service(root, env, payments),
                    *services(root, env, self.port, imitated_redis=imitated),
                ]
            )
            self._wait_for_health(supervisor)

    def _personal_keys(self) -> tuple[str, str]:
        """Those of the environment, else the demo's own."""
        own = kept_personal_keys(self.folder)
        names = ("PERSONAL_DATA_KEYS", "PERSONAL_DATA_SEARCH_KEYS")
        keys, search_keys = (
            self.environ.get(name) or kept for name, kept in zip(names, own, strict=True)
        )
        return keys, search_keys

    def _start_servers(self, supervisor: Supervisor) -> tuple[str, str]:
        account = server_account()
        with self.progress.step("Postgres 18 数据库"):
            home = persistent_home(self.folder.postgres, account)
            postgres = prepare_postgres(home, account)
            self._start_server(supervisor, postgres)
        redis = prepare_redis(account, port_file=self.folder.redis_port)
        self._imitated_redis = redis.is_imitation
        with self.progress.step(f"Redis: {redis.description}"):
            self._start_server(supervisor, redis)
        return postgres.database_url, redis.redis_url

    def _start_server(self, supervisor: Supervisor, server: Server) -> None:
        program = server.program()
        supervisor.start([program])
        process = supervisor.child(program.name).process
        try:
            if process is None:
                raise EmbeddedError(f"{program.name} could not be started.")
            server.wait_until_ready(process, lambda: self._stopping)
        except EmbeddedError as error:
            raise self._with_log(str(error), program.name) from error
        if self._stopping:
            raise StopRequested

    def _wait_for_health(self, supervisor: Supervisor) -> None:
        """Return once /healthz answers 200. Raises EmbeddedError after HEALTH_TIMEOUT."""
        started = reminded = time.monotonic()
        while lacking := missing(self.port):
            supervisor.tick()
            now = time.monotonic()
            if self._stopping:
                raise StopRequested
            if supervisor.child("web").deaths >= HOPELESS_DEATHS:
                raise self._with_log("The web process ends again and again.", "web")
            if now - started > HEALTH_TIMEOUT:
                raise self._with_log(f"Not up after {HEALTH_TIMEOUT:.0f} s: {lacking}.", "web")
            if now - reminded > REMIND_SECONDS:
                self.progress.say(f"    still missing 仍在等待: {lacking}")
                reminded = now
            time.sleep(ASK_SECONDS)

    def _with_log(self, sentence: str, name: str) -> EmbeddedError:
        log = self.folder.log / f"{name}.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return EmbeddedError("\n".join([f"{sentence} The end of {log}:", *lines[-LOG_LINES:]]))

    def _clear_run_folder(self) -> None:
        """Nothing is running and nothing is held when a demo starts."""
        remove_state(self.folder)
        for pattern in ("*.pid", "hold-*"):
            for leftover in self.folder.run.glob(pattern):
                leftover.unlink(missing_ok=True)

    def _obey_signals(self) -> None:
        def ask(_number: int, _frame: FrameType | None) -> None:
            self._stopping = True

        signal.signal(signal.SIGINT, ask)
        signal.signal(signal.SIGTERM, ask)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup make demo` stays
            signal.signal(signal.SIGHUP, ask)
