"""What is asked of some words before they may be said in the shop's name: a registry.

The guard is one such check (`guard_check.py`); an app above may add another. Saving shows what they
find, submitting and approving refuse what they block.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from helpdesk.kernel.text import listed
from scripts_library.guard.classes import BLOCK


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that is not well said: how grave, which words, why, and a kinder wording."""

    level: str
    kind: str
    words: str
    why: str
    rewrite: str = ""


Check = Callable[[int, str], Sequence[Finding]]
"""From a shop and a text to what is found in it, said in the reader's language."""

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
    return [one for one in findings if one.level == BLOCK]


def finding_told(one: Finding) -> str:
    """The words and why, in the reader's language."""
    return gettext("「%(words)s」%(why)s") % {"words": one.words, "why": one.why}


def findings_told(findings: Sequence[Finding]) -> str:
    """All of them in a row."""
    return listed(finding_told(one) for one in findings)
