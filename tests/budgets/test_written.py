"""docs/budgets.md says what the table says, and every line of the table is held by its test."""

import pytest

from tests.budgets import TABLE
from tests.budgets.written import ROOT, text

LINES = [(name, row) for kind in TABLE.values() for name, row in kind.items()]


def test_the_page_says_what_the_table_says() -> None:
    page = (ROOT / "docs/budgets.md").read_text(encoding="utf-8")
    assert page == text(), "python -m tests.budgets.written > docs/budgets.md"


@pytest.mark.parametrize(("name", "row"), LINES, ids=[name for name, _ in LINES])
def test_a_budget_is_held_by_the_test_it_names(name: str, row: dict[str, object]) -> None:
    held = (ROOT / str(row["held"])).read_text(encoding="utf-8")
    assert f'"{name}"' in held or f".{name}." in held, f"{row['held']} does not read {name!r}"
