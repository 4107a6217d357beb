"""What the page of the record needs to know of each app's verbs: their groups, their targets."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from helpdesk.accounts.audit import registered_verbs
from helpdesk.accounts.models import AuditEntry

Words = str | Promise
Place = Callable[[AuditEntry], str]
"""The page on which the thing is found now."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Verbs that are looked for together."""

    key: str
    label: Words
    prefixes: tuple[str, ...]

    def verbs(self) -> list[str]:
        return [verb for verb in registered_verbs() if verb.startswith(self.prefixes)]


_groups: dict[str, VerbGroup] = {}
_targets: dict[str, tuple[Words, Place]] = {}


def register_verb_group(key: str, label: Words, *prefixes: str) -> None:
    """Make a group of verbs known, from ``AppConfig.ready()``."""
    _groups[key] = VerbGroup(key, label, prefixes)


def register_target(kind: str, label: Words, place: Place) -> None:
    """Say how a kind of target is called, and where it is."""
    _targets[kind] = (label, place)


def verb_groups() -> list[VerbGroup]:
    """Every group, in the order in which they were made known."""
    return list(_groups.values())


def target_of(entry: AuditEntry) -> tuple[Words, str]:
    """What the entry touched in a word, and the address of it; both may be empty."""
    if entry.target_type not in _targets:
        return "", ""
    label, place = _targets[entry.target_type]
    try:
        return label, place(entry)
    except ValueError:  # a number that is none: an entry from elsewhere
        return label, ""
