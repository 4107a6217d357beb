"""An installation from before: a database of its own that is brought forward step by step."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[1]


class Installation:
    """A database of its own, and `manage.py` beside it."""

    def __init__(self, url: str, redis_url: str) -> None:
        self.env = {
            **os.environ,
            "DATABASE_URL": url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": secrets.token_hex(32),
            "PERSONAL_DATA_KEYS": secrets.token_hex(32),
            "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        }
        self.database = psycopg.connect(url, autocommit=True)

    def migrating(self, app: str, to: str) -> "subprocess.Popen[bytes]":
        argv = [sys.executable, "manage.py", "migrate", app, to, "-v0", "--skip-checks"]
        return subprocess.Popen(argv, cwd=ROOT, env=self.env)

    def migrate(self, app: str, to: str) -> None:
        assert self.migrating(app, to).wait(300) == 0

    def one(self, statement: str, *values: Any) -> Any:
        row = self.database.execute(statement, values).fetchone()
        return row[0] if row else None
