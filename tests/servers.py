"""A pytest plugin: real Postgres and Redis for the whole run, unless the environment names some.

Loaded by ``-p tests.servers``, so that the servers run before Django's settings are read.
xdist's workers inherit their addresses.
"""

import os
import secrets
import sys
from collections.abc import Generator
from contextlib import ExitStack

import pytest

_stack = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    # Dozens of processes will start: each would compile the whole product for itself.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if "PYTEST_XDIST_WORKER" not in os.environ and not os.environ.get("DATABASE_URL"):
        from helpdesk.embedded.servers import throwaway
        from tests import tables

        servers = _stack.enter_context(throwaway(durable=False, like=tables.migrated()))
        os.environ[tables.READY] = "1"
        os.environ["DATABASE_URL"] = servers.database_url
        os.environ["REDIS_URL"] = servers.redis_url
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(40))
    for name in ("PERSONAL_DATA_KEYS", "PERSONAL_DATA_SEARCH_KEYS"):
        os.environ.setdefault(name, secrets.token_hex(32))
    return (yield)


def pytest_unconfigure() -> None:
    _stack.close()
