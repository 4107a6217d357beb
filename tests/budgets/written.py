"""`python -m tests.budgets.written > docs/budgets.md`: the table in words."""

import ast
import sys
from pathlib import Path

from tests.budgets import TABLE
from tests.telling import BUDGET_MINUTES, OVER

ROOT = Path(__file__).resolve().parents[2]
PLANS = "tests/conversations/test_query_plans.py"
KINDS = {"page": "Pages", "snapshot": "Of these alone", "command": "Commands of the sockets"}


def text() -> str:
    """The whole page."""
    parts = [
        "# Budgets\n",
        "What a page, a command, a download may cost. Written from "
        "[tests/budgets/budgets.json](../tests/budgets/budgets.json) by "
        "`python -m tests.budgets.written > docs/budgets.md`; the tests named beside each read the "
        "same file, and one compares this page. A budget is raised on purpose, in the commit that "
        "needs it, with the reason.\n",
        "Never an absolute time: machines differ. Times are ratios to floors taken in the same "
        "run.\n",
        "## Questions to Postgres\n"
        "Exactly so many, however much there is, unless it says at most. A page of one moment "
        "(`one_moment`) also begins and ends a transaction, which is not counted here: two more.\n",
    ]
    for kind, heading in KINDS.items():
        rows = {name: row for name, row in TABLE["questions"].items() if row["of"] == kind}
        parts.append(_table(heading, ("", "questions", "what", "held by"), rows))
    parts.append("## Bytes\nGzipped at level 9, each file by itself.\n")
    parts.append(_table("", ("", "at most", "what", "held by"), TABLE["bytes"]))
    parts.append(
        "## Plans\nEach statement is planned for given values and in general, against 20,000 chats "
        "of forty shops with 240,000 messages; none may read a large table from end to end "
        f"(`{PLANS}`, which also says which index some must use):\n"
    )
    parts.append(", ".join(statements()) + ".\n")
    parts.append(
        f"## Time\nThe whole suite within {BUDGET_MINUTES} minutes on two cores: each run says "
        "what it took, and fails at twice that (`tests/telling.py`; another size of machine sets "
        f"`{OVER}`). A file has at most 300 lines (`tests/architecture/test_files.py`).\n"
    )
    return "\n".join(parts)


def statements() -> list[str]:
    """The names in the table of statements, without running it."""
    tree = ast.parse((ROOT / PLANS).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "STATEMENTS":
            assert isinstance(node.value, ast.Dict)
            return [str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)]
    raise AssertionError("STATEMENTS is gone")


def _table(heading: str, columns: tuple[str, ...], rows: dict[str, dict[str, object]]) -> str:
    lines = [f"### {heading}"] if heading else []
    lines += [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    for name, row in rows.items():
        lines.append(f"| {name} | {row['most']:,} | {row['what']} | `{row['held']}` |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
