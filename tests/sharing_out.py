"""A pytest plugin: which tests a worker gets together, and in which order.

By itself xdist hands out test by test: for each it counts anew all that it has handed out before,
and what a module makes once, every worker makes. Its own groups (`xdist_group`) have no effect
with the pytest that is pinned: they change a name that pytest no longer reads. So files that
share something dear are named here, the small tests of a file go to one worker, so many at a
time, and what drives browsers is handed out one by one and last: it fills what is left.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

DEAR = {
    "tests/faults/": "a stack of processes",
    "tests/conversations/test_upgrading.py": "a stack of processes",
    "tests/privacy/test_logs_of_processes.py": "a stack of processes",
    "tests/privacy/test_sealing_what_was_there.py": "a stack of processes",
    "tests/browser/test_broken_servers.py": "servers that break under a browser",
    "tests/browser/test_calm.py": "servers that break under a browser",
    "tests/conversations/test_query_plans.py": "a city of rows",
}
"""Paths, and what whoever runs one of them has made: one worker does it, and starts with it."""

ONE_BY_ONE = "tests/browser/"
TOGETHER = 100
"""Tests of one file in a parcel: a sweep of two thousand is the work of all."""


def dear_to(nodeid: str) -> str | None:
    """What the test shares with others, if it is named above."""
    return next((shared for path, shared in DEAR.items() if nodeid.startswith(path)), None)


def turn_of(item: pytest.Item) -> tuple[bool, bool, bool]:
    """What is dear takes long and starts first, who leaves rows behind (`real_db`) comes after
    all who leave none, and browsers come last."""
    leaves_rows = "real_db" in getattr(item, "fixturenames", ())
    return dear_to(item.nodeid) is None, leaves_rows, item.nodeid.startswith(ONE_BY_ONE)


def parcels(nodeids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(test, parcel) for each, in the order in which they were collected."""
    number = Counter[str]()
    for file, run in groupby(nodeids, key=lambda nodeid: nodeid.split("::", 1)[0]):
        for at, nodeid in enumerate(run):
            if at % TOGETHER == 0:
                number[file] += 1
            alone = nodeid if file.startswith(ONE_BY_ONE) else f"{file} {number[file]}"
            yield nodeid, dear_to(nodeid) or alone


class ByParcel(LoadScopeScheduling):
    """Hands out one parcel after another."""

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        self._parcels = dict(parcels(collection))
        super().add_node_collection(node, collection)

    def _split_scope(self, nodeid: str) -> str:
        return self._parcels[nodeid]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByParcel:
    return ByParcel(config, log)
