"""One stack for all tests of this folder; each gets it whole again."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.replaying import WRITTEN, part_of
from tests.faults.shop import Shop, open_shop
from tests.faults.stack import Stack, stack


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.fault)


@pytest.fixture(scope="session")
def whole_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Two serving processes behind a balance, two workers, two beats."""
    folder = tmp_path_factory.mktemp("stack")
    how = {"settings": "tests.faults.moving_clock", "CLOCK_FILE": str(folder / "clock")}
    with stack(folder, webs=2, workers=2, beats=2, **how) as made:
        yield made


@pytest.fixture
def broken(whole_stack: Stack) -> Iterator[Stack]:
    """The stack, for a test to break: everything up before it, and put right after it."""
    whole_stack.mend()
    yield whole_stack
    whole_stack.mend()


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Twenty dialogues, a hundred and seventy messages."""
    return part_of(WRITTEN, 20, tmp_path)


@pytest.fixture
def chance() -> random.Random:
    """What is random in a test is the same each time; FAULT_SEED makes it another."""
    return random.Random(int(os.environ.get("FAULT_SEED", "20")))


@pytest.fixture(scope="session")
def kept_shop(whole_stack: Stack) -> Shop:
    whole_stack.mend()
    return open_shop(whole_stack)


@pytest.fixture
def shop(broken: Stack, kept_shop: Shop) -> Shop:
    """A shop in the stack, with everything up."""
    return kept_shop
