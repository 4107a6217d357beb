"""The same trouble in many rows is one line on screen: how many, the first few, the cure. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from helpdesk.commerce.imports.problems import NOTES, Problem, cure_of, sentence_of

MOST_CAUSES = 60
EXAMPLES = 3
BY_VALUE = frozenset(("state_unknown",))
"""Each value is a cause of its own, because each has a cure of its own."""

Causes = dict[str, dict[str, Any]]


def added(causes: Mapping[str, Any], problems: Iterable[Problem]) -> Causes:
    """The causes with these problems counted in; a new dict."""
    result: Causes = {key: dict(cause) for key, cause in causes.items()}
    for problem in problems:
        key = "|".join((problem.code, problem.heading))
        if problem.code in BY_VALUE:
            key += f"|{problem.value}"
        if key not in result and len(result) >= MOST_CAUSES:
            key = problem.code
        cause = result.setdefault(
            key,
            {
                "code": problem.code,
                "heading": problem.heading,
                "field": problem.field,
                "value": problem.value,
                "count": 0,
                "rows": [],
            },
        )
        cause["count"] += 1
        if len(cause["rows"]) < EXAMPLES:
            cause["rows"] = [*cause["rows"], problem.row]
    return result


@dataclass(frozen=True, slots=True)
class Cause:
    """One line of the report."""

    code: str
    heading: str
    field: str
    value: str
    count: int
    rows: list[int]

    @property
    def sentence(self) -> str:
        return sentence_of(self.code, self.value)

    @property
    def cure(self) -> str:
        return cure_of(self.code)

    @property
    def is_curable(self) -> bool:
        """Whether one answer before the writing puts all these rows right."""
        return self.code in {"date_unclear", "state_unknown", "phone_bad"}

    @property
    def is_note(self) -> bool:
        return self.code in NOTES

    @property
    def where(self) -> str:
        """The first few rows."""
        rows = _("、").join(f"{row:,}" for row in self.rows)
        if self.count > len(self.rows):
            return _("第 %(rows)s 等行") % {"rows": rows}
        return _("第 %(rows)s 行") % {"rows": rows}


def shown(causes: Mapping[str, Any]) -> list[Cause]:
    """What keeps orders out first, the most frequent at the top."""
    found = [Cause(**cause) for cause in causes.values()]
    return sorted(found, key=lambda cause: (cause.is_note, -cause.count, cause.rows))
