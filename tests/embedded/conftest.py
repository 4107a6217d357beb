"""Servers of our own for these tests: some of them stop and kill servers."""

from collections.abc import Iterator

import pytest

from helpdesk.embedded.servers import ThrowawayServers, throwaway


@pytest.fixture(scope="module")
def servers() -> Iterator[ThrowawayServers]:
    """Fresh Postgres and Redis for one test file."""
    with throwaway() as running:
        yield running
