"""`deploy/alerts.yml` speaks of measures that exist, and docs/operations.md of every alarm."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpdesk.realtime.measures import MEASURES

ROOT = Path(__file__).resolve().parents[2]
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((ROOT / "deploy/alerts.yml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]
MANUAL = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
USED = re.compile(r"(helpdesk_\w+)(?:\{([^}]*)\})?")
ALWAYS = {"kind", "process", "le"}


def known() -> dict[str, set[str]]:
    """Every name that /metrics can show, with its labels."""
    found: dict[str, set[str]] = {}
    for measure in MEASURES.values():
        labels = set(measure.labels) | ALWAYS
        if measure.kind == "histogram":
            found |= {f"{measure.name}_{part}": labels for part in ("bucket", "sum", "count")}
        else:
            found[measure.name] = labels
    return found


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_an_alarm_names_what_exists_and_is_explained(rule: dict[str, Any]) -> None:
    names, used = known(), USED.findall(rule["expr"])
    assert used, "an alarm about nothing"
    for name, inside in used:
        assert name in names, f"{name} is not measured"
        assert set(re.findall(r"(\w+)\s*(?:=|!)", inside)) <= names[name], inside
    by = re.findall(r"by \(([^)]*)\)", rule["expr"])
    asked = {label.strip() for group in by for label in group.split(",")}
    asked |= set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]))
    assert all(asked <= names[name] for name, _ in used), asked
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert f"`{rule['alert']}`" in MANUAL, "docs/operations.md says what to do"


def test_every_measure_is_in_the_manual() -> None:
    missing = [one.name for one in MEASURES.values() if f"`{one.name}`" not in MANUAL]
    assert missing == []


def test_the_manual_names_no_measure_that_is_not_there() -> None:
    written = set(re.findall(r"`(helpdesk_\w+)`", MANUAL)) - {"helpdesk_restored"}
    assert written <= {one.name for one in MEASURES.values()}
