"""What one worker is given together, so that what is dear is made once."""

from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.sharing_out import DEAR, TOGETHER, ByParcel, dear_to, parcels

ROOT = Path(__file__).parents[1]


@pytest.fixture
def collected() -> list[str]:
    """A few tests of each kind, as a worker would have collected them."""
    return [
        *(f"tests/conversations/test_query_plans.py::test_plan[{one}]" for one in range(250)),
        *(f"tests/faults/test_{name}.py::test_it" for name in ("clock", "replay")),
        "tests/privacy/test_logs_of_processes.py::test_it",
        *(f"tests/strangers/test_pages.py::test_sweep[{one}]" for one in range(250)),
        "tests/files/test_names.py::test_one",
        "tests/files/test_names.py::test_two",
        *(f"tests/browser/test_axe.py::test_pages[{one}]" for one in range(3)),
        "tests/files/test_names.py::test_that_leaves_rows",
    ]


def test_what_is_dear_is_one_parcel_and_a_sweep_is_several(collected: list[str]) -> None:
    of = dict(parcels(collected))
    together = [(name, len(list(run))) for name, run in groupby(of.values())]
    assert together == [
        ("a city of rows", 250),
        ("a stack of processes", 3),
        ("tests/strangers/test_pages.py 1", TOGETHER),
        ("tests/strangers/test_pages.py 2", TOGETHER),
        ("tests/strangers/test_pages.py 3", 50),
        ("tests/files/test_names.py 1", 2),
        *((f"tests/browser/test_axe.py::test_pages[{one}]", 1) for one in range(3)),
        ("tests/files/test_names.py 2", 1),
    ]


def test_every_path_that_is_dear_exists() -> None:
    assert [path for path in DEAR if not (ROOT / path).exists()] == []


def test_who_leaves_rows_comes_after_who_leaves_none(request: pytest.FixtureRequest) -> None:
    """In this very run, with however many workers: what is dear first, browsers last."""
    items = [item for item in request.session.items if "test_javascript" not in item.nodeid]
    dear = [dear_to(item.nodeid) is not None for item in items]
    assert dear == sorted(dear, reverse=True)
    others = items[sum(dear) :]
    leave_rows = ["real_db" in getattr(item, "fixturenames", ()) for item in others]
    assert leave_rows == sorted(leave_rows)
    last = [item.nodeid.startswith("tests/browser/") for item in others[leave_rows.count(False) :]]
    assert last == sorted(last)


class Node:
    """A worker that notes what it is sent."""

    shutting_down = False
    gateway = SimpleNamespace(id="a worker")

    def __init__(self) -> None:
        self.sent: list[list[int]] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        self.sent.append(indices)

    def shutdown(self) -> None:
        self.shutting_down = True


def test_xdist_hands_out_by_these_parcels(
    pytestconfig: pytest.Config, collected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """xdist's own groups went without effect for a while, and nobody was told."""
    monkeypatch.setattr(pytestconfig.option, "tx", ["2*popen"])
    monkeypatch.setattr(pytestconfig.option, "loadscopereorder", False)
    scheduler = ByParcel(pytestconfig)
    nodes = [Node(), Node()]
    for node in nodes:
        scheduler.add_node(node)  # type: ignore[arg-type]
    for node in nodes:
        scheduler.add_node_collection(node, collected)  # type: ignore[arg-type]
    scheduler.schedule()
    assert nodes[0].sent[0] == list(range(250)), "the city, whole"
    assert nodes[1].sent[0] == [250, 251, 252], "every test of the stack"
    handed = {collected[at] for node in nodes for sent in node.sent for at in sent}
    while scheduler.workqueue:
        for node in nodes:
            for at in [at for sent in node.sent for at in sent]:
                scheduler.mark_test_complete(node, at)  # type: ignore[arg-type]
            handed |= {collected[at] for sent in node.sent for at in sent}
    assert handed == set(collected)
