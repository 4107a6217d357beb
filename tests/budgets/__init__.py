"""What the desk may cost: `budgets.json` is the one table, docs/budgets.md is written from it."""

import json
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = json.loads(
    Path(__file__).with_name("budgets.json").read_text(encoding="utf-8")
)


def questions(name: str) -> int:
    """How many questions to Postgres the page or command of this name may ask."""
    return int(TABLE["questions"][name]["most"])
