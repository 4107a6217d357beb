"""A number is typed into every door while things break; no process writes it into its log."""

import asyncio
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import psycopg
import pytest
from celery import Celery

from helpdesk.embedded.servers import ThrowawayServers, throwaway
from tests import tables
from tests.cast import PASSWORD
from tests.live import Refused, chat

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = """
import json
from tests.cast import gather
cast = gather()
print(json.dumps({"pk": cast.shop.pk, "slug": cast.shop.slug, "agent": cast.mei.user.username}))
"""
PHONE, MASKED = "13812345678", "138****5678"
CARD, ID_CARD = "6222020200012345678", "330602199001011234"
PATIENCE = 60

pytestmark = pytest.mark.fault


@dataclass
class Running:
    """A shop in real processes, each with a log of its own."""

    servers: ThrowawayServers
    folder: Path
    env: dict[str, str]
    port: int
    pk: int = 0
    slug: str = ""
    agent: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    def start(self, name: str, *argv: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            command = [sys.executable, "-m", *argv]
            process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)
        self.processes.append(process)

    def manage(self, *argv: str) -> str:
        command = [sys.executable, "manage.py", *argv]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, check=True, timeout=180, stdout=subprocess.PIPE
        )
        return done.stdout.decode()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def until(self, name: str, words: str, times: int = 1) -> str:
        end = time.monotonic() + PATIENCE
        while self.log(name).count(words) < times:
            assert time.monotonic() < end, f"{words} is not in:\n{self.log(name)[-3000:]}"
            time.sleep(0.1)
        return self.log(name)

    def sql(self, statement: str) -> None:
        with psycopg.connect(self.servers.database_url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("logs")
    with throwaway(like=tables.migrated()) as servers, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        env = {
            **os.environ,
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "SECRET_KEY": secrets.token_urlsafe(40),
            "PERSONAL_DATA_KEYS": secrets.token_hex(32),
            "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
            "HELPDESK_DEMO": "1",
            "DEBUG": "0",
            "STATIC_ROOT": str(folder / "static"),
            "MEDIA_ROOT": str(folder / "media"),
        }
        made = Running(servers, folder, env, probe.getsockname()[1])
        probe.close()
        made.manage("collectstatic", "--noinput", "-v0")
        said = json.loads(made.manage("shell", "-v0", "-c", PEOPLE))
        made.pk, made.slug, made.agent = said["pk"], said["slug"], said["agent"]
        uvicorn = ["uvicorn", "helpdesk.asgi:application", "--host", "127.0.0.1"]
        uvicorn += ["--port", str(made.port), "--ws", "websockets-sansio", "--lifespan", "on"]
        made.start("web", *uvicorn)  # with its access log
        made.start(
            "worker", "celery", "-A", "helpdesk.celery", "worker", "-P", "solo", "-l", "INFO"
        )
        try:
            made.until("web", "Application startup complete")
            made.until("worker", "ready.")
            yield made
        finally:
            for process in made.processes:
                process.terminate()
            for process in made.processes:
                process.wait(20)


def signed_in(running: Running) -> tuple[OpenerDirector, CookieJar]:
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    browser.open(f"{running.url}/sign-in/").read()
    send(running, browser, jar, "/sign-in/", username=running.agent, password=PASSWORD)
    return browser, jar


def send(running: Running, browser: OpenerDirector, jar: CookieJar, path: str, **form: str) -> int:
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    body = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": token}).encode()
    request = Request(f"{running.url}{path}", body, {"Referer": running.url})
    try:
        with browser.open(request) as answer:
            return int(answer.status)
    except HTTPError as problem:
        return problem.code


def clean(log: str) -> None:
    """None of the numbers, however it is written, and nothing that is not one of our lines."""
    for number in (PHONE, CARD, ID_CARD, "1234 5678", "1234-5678", "bea.lin", "%EF%BC%91"):
        assert number not in log, number


def test_pages_sockets_and_the_database_keep_it_to_themselves(running: Running) -> None:
    browser, jar = signed_in(running)
    query = urllib.parse.urlencode({"q": "+86 138-1234-5678", "wide": "１３８１２３４５６７８"})
    browser.open(f"{running.url}/desk/?phone={PHONE}&{query}").read()
    assert send(running, browser, jar, "/desk/find/", words=PHONE) == 200
    assert send(running, browser, jar, f"/orders/{PHONE}/memo/", memo=PHONE) == 404
    running.sql("ALTER TABLE commerce_buyer RENAME TO commerce_buyer_gone")
    try:
        # Postgres repeats the failing line in its error, with the number in it.
        assert send(running, browser, jar, "/desk/find/", words=PHONE) == 500
        log = running.until("web", "commerce_buyer")
    finally:
        running.sql("ALTER TABLE commerce_buyer_gone RENAME TO commerce_buyer")
    assert MASKED in log and "phone=***" in log
    asyncio.run(a_message_fails(running))
    clean(running.log("web"))
    lines = [json.loads(line) for line in running.log("web").splitlines() if line[:1] == "{"]
    loggers = {line["logger"] for line in lines}
    assert {"uvicorn.access", "uvicorn.error", "django.request"} <= loggers
    assert any("traceback" in line for line in lines)
    stray = [line for line in running.log("web").splitlines() if line[:1] != "{"]
    assert stray == [], "every line is one JSON object"
    refused = (running.servers.folder / "postgres.log").read_text(errors="replace")
    assert re.search("ERROR: .*(commerce_buyer|broken)", refused), "it was asked"
    clean(refused)


async def a_message_fails(running: Running) -> None:
    """A buyer's message that the database refuses, with its row in the error."""
    words = f"我的电话 {PHONE}，卡 {CARD}，身份证 {ID_CARD}，bea.lin@example.com"

    token = json.loads(
        await asyncio.to_thread(
            lambda: (
                build_opener()
                .open(
                    Request(
                        f"{running.url}/chat/{running.slug}/visitor/", b"", {"Origin": running.url}
                    )
                )
                .read()
            )
        )
    )["token"]
    bea = await chat(running, running, token)  # type: ignore[arg-type]
    await bea.send("在吗")
    running.sql(
        "ALTER TABLE conversations_entry ADD CONSTRAINT broken "
        "CHECK (text NOT LIKE '%138%') NOT VALID"
    )
    try:
        with pytest.raises((Refused, ConnectionError)):
            await bea.send(words)
    finally:
        running.sql("ALTER TABLE conversations_entry DROP CONSTRAINT broken")
        await bea.close()


def test_the_worker_keeps_it_to_itself(running: Running) -> None:
    queue = Celery("test", broker=running.servers.redis_url)
    task = "helpdesk.commerce.imports.tasks.work_on_import"
    queue.send_task(task, args=[f"{PHONE}x"])
    queue.send_task("no.such.task", args=[f"打给 {PHONE}", CARD, "bea.lin@example.com"])
    running.until("worker", "ValueError")
    log = running.until("worker", "no.such.task")
    assert MASKED in log
    clean(log)
    lines = [json.loads(line) for line in log.splitlines() if line[:1] == "{"]
    assert any("traceback" in line and "ValueError" in line["traceback"] for line in lines)


def test_gunicorn_speaks_through_the_same_formatter(tmp_path: Path) -> None:
    """What production serves pages with; a broken application shows how it logs."""
    app = tmp_path / "broken_app.py"
    app.write_text(f"def application(environ, start): raise ValueError('tel {PHONE}')\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "gunicorn.log"
    argv = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    argv += ["--bind", f"127.0.0.1:{port}", "--workers", "1", "broken_app:application"]
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    with log.open("wb") as out:
        process = subprocess.Popen(argv, cwd=ROOT, env=env, stdout=out, stderr=out)
    try:
        answer: Any = None
        end = time.monotonic() + PATIENCE
        while answer is None and time.monotonic() < end:
            try:
                build_opener().open(f"http://127.0.0.1:{port}/?phone={PHONE}").read()
            except HTTPError as problem:
                answer = problem.code
            except OSError:
                time.sleep(0.1)
        assert answer == 500
        while "ValueError" not in log.read_text() and time.monotonic() < end:
            time.sleep(0.1)
    finally:
        process.terminate()
        process.wait(20)
    text = log.read_text()
    assert MASKED in text and "phone=***" in text
    clean(text)
    assert all(json.loads(line)["logger"] for line in text.splitlines())
