"""Fixtures for every test: the cast, and a real server on a real port."""

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import hypothesis
import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from conversations.automatic_rules import ON
from conversations.routing_rules import MODE, PICK
from helpdesk.accounts import policies
from tests import tables
from tests.cast import Cast, gather
from tests.live import LiveServer
from tests.sharing_out import turn_of

LONG_ALONE = "test_javascript.py"


hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")  # a busy machine is no fault


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives browsers or kills processes gets one second try, listed as R at the end.

    And who kills processes waits for them to come back, for long on a slow machine. xdist hands
    out in this order: a long test at the end would keep one worker waiting for the others.
    """
    items.sort(key=lambda item: (item.path.name != LONG_ALONE, *turn_of(item)))
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            raise pytest.UsageError(f"{item.nodeid} would empty the tables of all: take real_cast")
        if item.get_closest_marker("browser") or item.get_closest_marker("fault"):
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.get_closest_marker("fault"):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session", autouse=True)
def agents_pick() -> None:
    """Chats stay where a test puts them; the tests of routing turn it on (`cast.route`)."""
    policies._rules[MODE] = replace(policies.rule(MODE), preset=PICK)


@pytest.fixture(scope="session", autouse=True)
def the_machine_is_silent() -> None:
    """A thread holds what a test says in it; the tests of automatic answers turn them on."""
    policies._rules[ON] = replace(policies.rule(ON), preset=False)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, made for every run (pytest-django's own waits for a marker)."""
    name = f"test_helpdesk_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        if tables.READY in os.environ:
            with tables.of_a_worker(name):
                yield
            return
        connections["default"].settings_dict["TEST"]["NAME"] = name
        kept = setup_databases(verbosity=0, interactive=False)
        connections.close_all()
        with tables.copy_of(name, f"{name}{tables.SPARE}"):
            yield
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        teardown_databases(kept, verbosity=0)


@pytest.fixture
def cast(db: None) -> Cast:
    """A cast inside the test's transaction, gone afterwards."""
    return gather()


@pytest.fixture
def real_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a surrounding transaction: what the test writes is committed."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def real_cast(real_db: None) -> Cast:
    """A cast that other processes and threads see too."""
    return gather()


@pytest.fixture(scope="session")
def live(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    """The whole product served by uvicorn in a thread of this process, on the test database."""
    with django_db_blocker.unblock():
        server = LiveServer()
        server.start()
        yield server
        server.stop()
