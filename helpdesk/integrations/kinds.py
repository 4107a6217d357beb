"""The kinds of events that a shop can have sent: a registry that the apps above fill.

An app registers its kinds from ``AppConfig.ready()`` and tells them from its actions by
`actions/recording.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Words = str | Promise


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind: its dotted name, what it is called, one sentence, and data as it may look."""

    name: str
    label: Words
    sentence: Words
    example: Mapping[str, Any]


TEST = "webhook.test"
"""Sent by the owner's button to one address; nobody subscribes to it."""

TEST_LABEL = pgettext_lazy("event kind", "试一条")

_kinds: dict[str, EventKind] = {}


def register_kind(kind: EventKind) -> None:
    """Make a kind known, once."""
    if _kinds.get(kind.name, kind) != kind:
        raise LookupError(f"{kind.name} is already registered differently")
    _kinds[kind.name] = kind


def registered_kinds() -> list[EventKind]:
    """Every kind, in the order in which they were made known."""
    return list(_kinds.values())


def known_kind(name: str) -> EventKind:
    """The kind of this name; an unknown one is a mistake in the code."""
    return _kinds[name]


def label_of(name: str) -> Words:
    """How a kind is called; a name that nobody knows any more is its own label."""
    if name == TEST:
        return TEST_LABEL
    return _kinds[name].label if name in _kinds else name
