"""What a run says of its own time, by small runs of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.telling import OVER

ROOT = Path(__file__).parents[1]
SLOW = "import time\n\ndef test_it():\n    time.sleep(0.3)\n"
OF_THE_BUDGET = "The suite took 0.0 of the {} minutes of docs/budgets.md."


def run(
    folder: Path, *arguments: str, minutes: float, test: str = SLOW
) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = .\n")
    (folder / "test_slow.py").write_text(test)
    argv = [sys.executable, "-m", "pytest", "-p", "tests.telling", "-p", "no:django", *arguments]
    ours = {name: kept for name, kept in os.environ.items() if not name.startswith("PYTEST_")}
    env = {**ours, "PYTHONPATH": str(ROOT), OVER: str(minutes)}
    return subprocess.run(argv, cwd=folder, env=env, capture_output=True, text=True, timeout=60)


def test_a_run_says_what_it_took_of_its_budget(tmp_path: Path) -> None:
    ran = run(tmp_path, minutes=1)
    assert ran.returncode == 0, ran.stdout
    assert OF_THE_BUDGET.format("1") in ran.stdout


def test_twice_the_budget_fails_it(tmp_path: Path) -> None:
    ran = run(tmp_path, minutes=0.001)
    assert ran.returncode == pytest.ExitCode.TESTS_FAILED
    assert OF_THE_BUDGET.format("0.001") in ran.stdout
    assert "twice as much" in ran.stdout


@pytest.mark.parametrize("some", [("test_slow.py",), ("-k", "it")])
def test_a_part_of_it_has_no_budget(tmp_path: Path, some: tuple[str, ...]) -> None:
    ran = run(tmp_path, *some, minutes=0.001)
    assert ran.returncode == 0, ran.stdout
    assert "The suite took" not in ran.stdout


def test_a_failure_says_where_and_what_at_once(tmp_path: Path) -> None:
    ran = run(tmp_path, minutes=1, test="def test_it():\n    raise ValueError('one\\ntwo')\n")
    assert "failed in call: test_slow.py::test_it (test_slow.py:2)" in ran.stdout
    assert "    ValueError: one\n    two\n" in ran.stdout
