"""What is asked of some words before they may be said in the shop's name: a registry.

The guard makes its check known from ``AppConfig.ready()``; saving shows what it finds, submitting
and approving refuse what it blocks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["hint", "warn", "block"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that is not well said: how grave, which words, why, and a kinder wording."""

    level: Level
    kind: str
    words: str
    why: str
    rewrite: str = ""


Check = Callable[[int, str], Sequence[Finding]]
"""From a shop and a text to what is found in it."""

_checks: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Make a check known, once a name."""
    if _checks.setdefault(name, check) is not check:
        raise LookupError(f"{name} is already registered")


def findings_in(shop_id: int, text: str) -> list[Finding]:
    """Everything that any check finds."""
    return [found for check in _checks.values() for found in check(shop_id, text)]


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    """Those for which the words may not be used."""
    return [one for one in findings if one.level == "block"]
