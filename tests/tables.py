"""The tables, migrated once: every Postgres of a run begins as a copy of one that has them.

Migrating takes ten seconds of a processor, and a run needs its tables a dozen times. The folder
is kept for the next run as long as no file of the product has changed.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from helpdesk.embedded.postgres import DATABASE
from helpdesk.embedded.servers import throwaway

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".test-tables"
READY = "HELPDESK_TEST_TABLES"
"""Set for a run whose own Postgres began with the tables, not one that the environment names."""
SPARE = "_tables"
"""Behind the name of a worker's database: the copy of it that others are made from, there."""

NOT_PRODUCT = {"tests", "benchmarks", "deploy"}


@cache
def migrated() -> Path:
    """The data of a stopped Postgres whose database `helpdesk` has every table."""
    folder = KEPT / _digest()
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two runs at once the second waits for the first
        if not folder.exists():
            made = [path for path in KEPT.iterdir() if path.is_dir()]
            for older in sorted(made, key=lambda path: path.stat().st_mtime)[:-1]:
                shutil.rmtree(older)
            fresh = KEPT / "new"
            shutil.rmtree(fresh, ignore_errors=True)
            _make(fresh)
            fresh.rename(folder)
    return folder


@contextmanager
def of_a_worker(name: str) -> Iterator[None]:
    """Django's own database for the block: a copy, on the server that began with the tables."""
    from django.db import connections

    connection = connections["default"]
    with copy_of(DATABASE, name):
        connection.close()
        before = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def of_this_thread(name: str) -> Iterator[None]:
    """A database of its own for whatever this thread does in the block; others keep theirs."""
    from django.db import connections

    connection = connections["default"]
    before = connection.settings_dict
    template = DATABASE if READY in os.environ else f"{before['NAME']}{SPARE}"
    connection.close()
    with copy_of(template, name):
        connection.settings_dict = {**before, "NAME": name}
        yield
        connection.close()
        connection.settings_dict = before


@contextmanager
def copy_of(template: str, name: str) -> Iterator[None]:
    """A database like another, to which nobody may be connected."""
    from django.db import connections

    creation = connections["default"].creation
    with creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield
    with creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _make(data: Path) -> None:
    with throwaway(durable=False) as servers:
        env = {
            **os.environ,
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "SECRET_KEY": secrets.token_urlsafe(40),
            "PERSONAL_DATA_KEYS": secrets.token_hex(32),
            "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        }
        argv = [sys.executable, "manage.py", "migrate", "-v0", "--skip-checks"]
        subprocess.run(argv, cwd=ROOT, env=env, check=True, timeout=600)
        servers.postgres.stop()
        shutil.copytree(servers.folder / "data", data)


def _digest() -> str:
    """Over the whole product: a migration may import any of it."""
    said = hashlib.sha256(sys.version.encode())
    files = [ROOT / "requirements.txt"]
    apps = [package.parent for package in ROOT.glob("*/__init__.py")]
    for app in sorted(app for app in apps if app.name not in NOT_PRODUCT):
        files += sorted(app.rglob("*.py"))
    for path in files:
        said.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return said.hexdigest()[:16]
