"""What came of a batch."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.commerce.imports.problems import Problem


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many were created, changed, unchanged; and all that was wrong."""

    outcomes: Mapping[str, int]
    problems: list[Problem]
