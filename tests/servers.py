"""A pytest plugin: real Postgres and Redis for the whole run, unless the environment names some.

Loaded by ``-p tests.servers``, so that the servers run before Django's settings are read.
xdist's workers inherit their addresses.
"""

import os
import secrets
from collections.abc import Generator
from contextlib import ExitStack

import pytest

_stack = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    if "PYTEST_XDIST_WORKER" not in os.environ and not os.environ.get("DATABASE_URL"):
        from helpdesk.embedded.servers import throwaway

        servers = _stack.enter_context(throwaway(durable=False))
        os.environ["DATABASE_URL"] = servers.database_url
        os.environ["REDIS_URL"] = servers.redis_url
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(40))
    for name in ("PERSONAL_DATA_KEYS", "PERSONAL_DATA_SEARCH_KEYS"):
        os.environ.setdefault(name, secrets.token_hex(32))
    return (yield)


def pytest_unconfigure() -> None:
    _stack.close()
