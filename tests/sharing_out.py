"""A pytest plugin: which tests a worker gets together, and in which order.

By itself xdist hands out test by test: for each it counts anew all that it has handed out before,
and what a module makes once, every worker makes. Its own groups (`xdist_group`) have no effect
with the pytest that is pinned: they change a name that pytest no longer reads. So files that
share something dear are named here, the small tests of a file go to one worker, so many at a
time, and what drives browsers is handed out one by one and last: it fills what is left.

Of three workers and more the last one has what mostly waits, for a process that was killed or
for silence: beside two that work it takes what they leave of two processors.
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

WAITING = (
    "tests/faults/",
    "tests/embedded/",
    "tests/conversations/test_heartbeats.py",
    "tests/conversations/test_limits.py",
    "tests/conversations/test_upgrading.py",
    "tests/imports/test_killed_worker.py",
    "tests/integrations/test_faults.py",
    "tests/privacy/test_logs_of_processes.py",
    "tests/privacy/test_sealing_what_was_there.py",
    "tests/browser/test_attention.py",
    "tests/browser/test_broken_servers.py",
    "tests/browser/test_calm.py",
    "tests/browser/test_counts.py",
    "tests/browser/test_line_cut.py",
    "tests/browser/test_showing_drafts.py",
    "tests/browser/test_tabs.py",
)
"""Paths whose tests spend much of their time waiting: for silence, a killed process, a clock."""

ONE_BY_ONE = "tests/browser/"
WITH_ONE_WHO_WAITS = 3
"""Workers, from which on the last one waits for the others."""

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
    """Hands out one parcel after another; those that wait, to the one who waits if there is one."""

    _who_waits: WorkerController | None = None

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        self._parcels = dict(parcels(collection))
        self._waiting = {
            parcel for nodeid, parcel in self._parcels.items() if nodeid.startswith(WAITING)
        }
        super().add_node_collection(node, collection)

    def _split_scope(self, nodeid: str) -> str:
        return self._parcels[nodeid]

    def schedule(self) -> None:
        if self.collection is None:
            self._who_waits = self.nodes[-1] if len(self.nodes) >= WITH_ONE_WHO_WAITS else None
        super().schedule()

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self._who_waits:
            mine = node is self._who_waits
            fitting = (parcel for parcel in self.workqueue if (parcel in self._waiting) == mine)
            parcel = next(fitting, None)
            if parcel is None and mine:
                node.shutdown()  # a third who works would take from both
                return
            if parcel is not None:
                self.workqueue.move_to_end(parcel, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByParcel:
    return ByParcel(config, log)
