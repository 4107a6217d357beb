"""What one worker is given together, so that what is dear is made once."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.sharing_out import DEAR, TOGETHER, WAITING, ByParcel, dear_to, parcels

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
        self.done = 0

    def send_runtest_some(self, indices: list[int]) -> None:
        self.sent.append(indices)

    def shutdown(self) -> None:
        self.shutting_down = True


Handed = tuple[list[Node], list[set[str]]]


@pytest.fixture
def handed_out(
    pytestconfig: pytest.Config, collected: list[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[int], Handed]:
    """So many workers, and what each of them was given in the end; none is quicker than another."""

    def hand_out(workers: int) -> Handed:
        monkeypatch.setattr(pytestconfig.option, "tx", [f"{workers}*popen"])
        monkeypatch.setattr(pytestconfig.option, "loadscopereorder", False)
        return _handed_out(ByParcel(pytestconfig), collected, workers)

    return hand_out


def _handed_out(scheduler: ByParcel, collected: list[str], workers: int) -> Handed:
    nodes = [Node() for _ in range(workers)]
    for node in nodes:
        scheduler.add_node(node)  # type: ignore[arg-type]
    for node in nodes:
        scheduler.add_node_collection(node, collected)  # type: ignore[arg-type]
    scheduler.schedule()
    done = 0
    while done < len(collected):
        for node in nodes:
            given = [at for sent in node.sent for at in sent]
            for at in given[node.done :]:
                scheduler.mark_test_complete(node, at)  # type: ignore[arg-type]
            done += len(given) - node.done
            node.done = len(given)
    return nodes, [{collected[at] for sent in node.sent for at in sent} for node in nodes]


def test_xdist_hands_out_by_these_parcels(
    handed_out: Callable[[int], Handed], collected: list[str]
) -> None:
    """xdist's own groups went without effect for a while, and nobody was told."""
    nodes, given = handed_out(2)
    assert nodes[0].sent[0] == list(range(250)), "the city, whole"
    assert nodes[1].sent[0] == [250, 251, 252], "every test of the stack"
    assert set.union(*given) == set(collected)


def test_of_three_workers_one_waits_for_what_is_slow_to_come(
    handed_out: Callable[[int], Handed], collected: list[str]
) -> None:
    nodes, given = handed_out(3)
    assert given[2] == {nodeid for nodeid in collected if nodeid.startswith(WAITING)}
    assert nodes[2].shutting_down, "a third who works would take from both"
    assert given[0] | given[1] == set(collected) - given[2]


def test_paths_of_what_waits_exist() -> None:
    assert [path for path in WAITING if not (ROOT / path).exists()] == []
